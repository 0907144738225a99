import { expect } from 'chai'
import { readCsv } from '../../src/operations/read-csv.ts'
import { collect, createStand, inPieces, problemsOf, someHash } from './stand.ts'

const rowsOf = (text: string | Uint8Array) => collect(readCsv(inPieces(text)))

describe('accounts as CSV', () => {
  it('imports what the same rows as JSON would', async () => {
    const csv = createStand()
    const json = createStand()
    await csv.importCsv(
      [
        'id,displayName,status,loginEmail,passwordHash,recoveryMobile,servers,unverified,locale',
        `100000000012,"Wei, ""Li""",frozen,Li@Example.com,${someHash},13800138000,203.0.113.10; 203.0.113.11,loginEmail;contactEmail,zh-CN`,
      ].join('\n'),
    )
    await json.importObjects([
      {
        id: '100000000012',
        displayName: 'Wei, "Li"',
        status: 'frozen',
        loginEmail: 'li@example.com',
        passwordHash: someHash,
        recoveryMobile: '+8613800138000',
        servers: [{ ip: '203.0.113.10' }, { ip: '203.0.113.11' }],
        unverified: ['loginEmail', 'contactEmail'],
        locale: 'zh-CN',
      },
    ])
    expect(await csv.account('100000000012')).to.deep.equal(await json.account('100000000012'))
  })

  it('takes a byte order mark, CRLF, blank lines and blanks around names and cells', async () => {
    const text = '\ufeff id , displayName \r\n\r\n 100000000012 , 李伟 \r\n'
    expect(await rowsOf(text)).to.deep.equal([
      { line: 3, row: { id: '100000000012', displayName: '李伟' } },
    ])
  })

  it('takes an empty cell for a field that is not named', async () => {
    const stand = createStand()
    await stand.importObjects([{ id: '100000000012', displayName: 'Li Wei', locale: 'en' }])
    await stand.importCsv('id,displayName,locale\n100000000012,,zh-CN\n')
    expect(await stand.account('100000000012')).to.include({
      displayName: 'Li Wei',
      locale: 'zh-CN',
    })
  })

  it('keeps a password as it stands, blanks included', async () => {
    expect(await rowsOf('id,password\n1," a b "')).to.deep.equal([
      { line: 2, row: { id: '1', password: ' a b ' } },
    ])
  })

  it('counts a row that spans lines by its last', async () => {
    const text = 'id,displayName\n1,"a\nb"\n2,c'
    expect((await rowsOf(text)).map(({ line }) => line)).to.deep.equal([3, 4])
  })

  const row = { line: 2, row: { id: '100000000012', displayName: '李, "Wei"', locale: 'zh-CN' } }
  const spreadsheets: Readonly<Record<string, string>> = {
    semicolons: 'id;displayName;locale\r\n100000000012;"李, ""Wei""";zh-CN\r\n',
    tabs: 'id\tdisplayName\tlocale\r\n100000000012\t"李, ""Wei"""\tzh-CN\r\n',
    'empty rows and columns':
      'id,displayName,,locale,,\n100000000012,"李, ""Wei""",,zh-CN,,\n,,,,,\n',
    'end cells left out': 'id,displayName,locale,status\n100000000012,"李, ""Wei""",zh-CN\n',
  }
  for (const [what, text] of Object.entries(spreadsheets)) {
    it(`takes ${what} as spreadsheets write them`, async () => {
      expect(await rowsOf(text)).to.deep.equal([row])
    })
  }

  for (const sep of ['sep=;', '"sep=;"', 'SEP=;\r']) {
    it(`takes the separator from a line ${JSON.stringify(sep)}, and counts that line`, async () => {
      const text = `${sep}\nid;displayName;locale\n100000000012;"李, ""Wei""";zh-CN`
      expect(await rowsOf(text)).to.deep.equal([{ ...row, line: 3 }])
    })
  }

  it('takes UTF-16 with a byte order mark of either order, however it is cut', async () => {
    const little = Buffer.from('\ufeffid\tlocale\r\n100000000012\tzh-CN\r\n', 'utf16le')
    const big = Buffer.from(little).swap16()
    const read = { line: 2, row: { id: '100000000012', locale: 'zh-CN' } }
    for (const bytes of [little, big]) {
      expect(await rowsOf(bytes)).to.deep.equal([read])
      expect(await collect(readCsv(inPieces(bytes, 1)))).to.deep.equal([read])
    }
  })

  it('refuses UTF-16 without a mark', async () => {
    expect(await rowsOf(Buffer.from('id,locale\n1,en', 'utf16le'))).to.deep.include({
      line: 1,
      problem: 'the file is not UTF-8 text; save it again as UTF-8 (in Excel: CSV UTF-8)',
    })
  })

  const bad: readonly (readonly [string, string, readonly string[]])[] = [
    ['an unknown column', 'id,name\n1,x', ['1: unknown column "name"']],
    ['a column twice', 'id,locale,locale\n', ['1: column "locale" comes twice']],
    [
      'names missing',
      '100000000012,Li',
      [
        '1: unknown column "100000000012"',
        '1: unknown column "Li"',
        '1: the first row must name the columns, id among them',
      ],
    ],
    [
      'a cell too many',
      'id,locale\n100000000012,en,x',
      ['2: has a value in column C, which has no name in the first row'],
    ],
    [
      'a value under no name',
      'id,,locale\n100000000012,x,en',
      ['2: has a value in column B, which has no name in the first row'],
    ],
    [
      'a rounded number',
      'id,recoveryMobile\n1.00E+11,\n100000000012,8.6138E+12',
      [
        '2: id: column A holds a number that a spreadsheet has rounded; format the column as text',
        '3: recoveryMobile: column B holds a number that a spreadsheet has rounded; format the column as text',
      ],
    ],
    ['a quote not closed', 'id,displayName\n1,"x\n2,y\n', ['2: a quoted cell is not closed']],
    [
      'text after a quote',
      'id,displayName\n1,"x"y\n',
      ['2: a quoted cell goes on after its closing quote'],
    ],
    [
      'a quote inside',
      'id,displayName\n1,x"y\n',
      ['2: a cell has a quote inside, but does not begin with one'],
    ],
    ['nothing', '', ['1: the file holds no account']],
    ['only names', 'id\n', ['1: the file holds no account']],
    [
      'another separator',
      'id|locale\n1|en',
      ['1: unknown column "id|locale"', '1: the first row must name the columns, id among them'],
    ],
    ['only empty rows', 'id,locale\n,\n ,\t\n', ['1: the file holds no account']],
  ]
  for (const [what, text, problems] of bad) {
    it(`refuses ${what} with the line`, async () => {
      expect(problemsOf(await createStand().importCsv(text))).to.deep.equal(problems)
    })
  }

  it('names the row a quote was left open in, however far the file goes on', async () => {
    const text = `id,displayName\n1,a\n2,"b\n${'3,c\n'.repeat(30_000)}`
    expect(await rowsOf(text)).to.deep.include({
      line: 3,
      problem: 'a row is longer than 65536 characters',
    })
  })

  it('refuses another encoding instead of guessing letters', async () => {
    const gbk = Buffer.concat([Buffer.from('id,displayName\n1,'), Buffer.from([0xc0, 0xee, 0xce])])
    expect(await rowsOf(gbk)).to.deep.include({
      line: 1,
      problem: 'the file is not UTF-8 text; save it again as UTF-8 (in Excel: CSV UTF-8)',
    })
  })

  it('names no value of the file in its problems', async () => {
    const result = await createStand().importCsv('id,password\n1,"River-Stone-42"x')
    expect(problemsOf(result).join()).not.to.include('River')
  })
})
