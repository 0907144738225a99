import { BerWriter, Control, type BerReader, type EqualityFilter, type NotFilter } from 'ldapts'

const octets = 0x04
const contextError = 0x81
const contextWarning = 0xa0

/** Asks for the answer of OpenLDAP's password policy (draft-behera-ldap-password-policy-10, section 6). */
export class PasswordPolicyControl extends Control {
  /** The number of the answered error; null when there was none. */
  error: number | null = null

  constructor() {
    super('1.3.6.1.4.1.42.2.27.8.5.1')
  }

  protected override parseControl(reader: BerReader): void {
    reader.readSequence()
    if (reader.peek() === contextWarning) {
      reader.readSequence(contextWarning)
      reader.offset += reader.length
    }
    this.error = reader.peek() === contextError ? reader.readTag(contextError) : null
  }
}

/** Lets a change happen only while a filter holds of the entry (RFC 4528). */
export class AssertionControl extends Control {
  readonly #filter: EqualityFilter | NotFilter

  constructor(filter: EqualityFilter | NotFilter) {
    super('1.3.6.1.1.12', { critical: true })
    this.#filter = filter
  }

  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter()
    this.#filter.write(value)
    writer.writeBuffer(value.buffer, octets)
  }
}

/** Both names of the control, the one of Windows Server 2012 first, then that of 2008 R2. */
export const policyHintsIds = ['1.2.840.113556.1.4.2239', '1.2.840.113556.1.4.2066'] as const

/** Holds a reset by an administrator to history and age too ([MS-ADTS] 3.1.1.3.4.1.27). */
export class PolicyHintsControl extends Control {
  protected override writeControl(writer: BerWriter): void {
    const value = new BerWriter()
    value.startSequence()
    value.writeInt(1)
    value.endSequence()
    writer.writeBuffer(value.buffer, octets)
  }
}
