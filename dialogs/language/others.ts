/** A language that is not spoken here: how it is known, and how its speakers are told. */
export interface OtherLanguage {
  /** The script that gives it away, where no language of ours and none of these shares it. */
  readonly script: RegExp | null
  /** Frequent words, in lower case, that English does not have; for languages in Latin letters. */
  readonly words: readonly string[]
  readonly text: string
}

const words = (line: string): readonly string[] => line.split(' ')

/** The largest languages that are not spoken here, and how each of them says which are. */
export const otherLanguages: Readonly<Record<string, OtherLanguage>> = {
  hi: {
    script: /\p{Script=Devanagari}/u,
    // As it is typed with Latin letters.
    words: words(
      'mera meri mere mujhe mujhko nahi nahin hai hain kaise kya karu karo kare karna karein gaya gayi bhool bhul chahiye raha rahi hua krna apna apni aap kripya madad',
    ),
    text: 'माफ़ कीजिए, मैं यहाँ केवल अंग्रेज़ी और चीनी बोलता हूँ। आप इनमें से कोई भाषा चुन सकते हैं, या हमारी टीम के किसी व्यक्ति से मदद ले सकते हैं।',
  },
  es: {
    script: /[¿¡]/u,
    words: words(
      'el los las una mi que no puedo para por con cuenta contraseña olvidé olvide necesito ayuda hola gracias cómo como está tengo quiero cambiar correo teléfono recuperar perdí hablan habla español espanol olvidado puedes puede usted entrar clave',
    ),
    text: 'Lo siento, aquí solo hablo inglés y chino. Puede elegir uno de los dos, o pedir que le ayude una persona de nuestro equipo.',
  },
  ar: {
    script: /\p{Script=Arabic}/u,
    words: [],
    text: 'عذرًا، لا أتحدث هنا إلا الإنجليزية والصينية. يمكنك اختيار إحداهما، أو طلب المساعدة من أحد أفراد فريقنا.',
  },
  fr: {
    script: null,
    words: words(
      'le les un une mon ma mes je ne pas vous est pour avec compte passe oublié oublie bonjour merci comment ai suis veux peux besoin aide perdu téléphone du des mot réinitialiser',
    ),
    text: 'Désolé, je ne parle ici que l’anglais et le chinois. Vous pouvez choisir l’une de ces langues, ou demander l’aide d’une personne de notre équipe.',
  },
  bn: {
    script: /\p{Script=Bengali}/u,
    words: [],
    text: 'দুঃখিত, আমি এখানে শুধু ইংরেজি ও চীনা ভাষা বলি। আপনি এর একটি বেছে নিতে পারেন, অথবা আমাদের দলের কারও সাহায্য চাইতে পারেন।',
  },
  pt: {
    script: null,
    words: words(
      'o os um uma meu minha eu não nao você voce para com conta senha esqueci preciso ajuda olá ola obrigado como está tenho quero mudar telefone recuperar perdi consigo da dos',
    ),
    text: 'Desculpe, aqui só falo inglês e chinês. Pode escolher um deles, ou pedir ajuda a uma pessoa da nossa equipa.',
  },
  ru: {
    script: /\p{Script=Cyrillic}/u,
    words: [],
    text: 'К сожалению, здесь я говорю только по-английски и по-китайски. Вы можете выбрать один из этих языков или попросить помощи у сотрудника.',
  },
  ja: {
    script: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
    words: [],
    text: '申し訳ありません。ここでは英語と中国語でのみ対応しています。どちらかをお選びいただくか、担当者にご相談ください。',
  },
  de: {
    script: null,
    words: words(
      'ich mein meine meinen das ist nicht und der den ein eine wie kann habe für fur mit konto passwort vergessen hallo danke bitte brauche hilfe zu auf telefon verloren ändern geht',
    ),
    text: 'Leider spreche ich hier nur Englisch und Chinesisch. Sie können eine der beiden Sprachen wählen oder sich von einem Menschen aus unserem Team helfen lassen.',
  },
  tr: {
    script: /[ğĞşŞıİ]/u,
    words: words(
      'bir ve bu için icin şifremi sifremi unuttum hesabım hesabim hesabıma giremiyorum nasıl nasil yardım yardim lütfen lutfen değil degil telefonum kayboldu',
    ),
    text: 'Üzgünüm, burada yalnızca İngilizce ve Çince konuşuyorum. Birini seçebilir ya da ekibimizden bir kişiden yardım isteyebilirsiniz.',
  },
  vi: {
    script: /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđươ]/u,
    words: words('toi khong quen mat khau tai khoan dang nhap duoc giup lam sao'),
    text: 'Xin lỗi, ở đây tôi chỉ nói tiếng Anh và tiếng Trung. Bạn có thể chọn một trong hai, hoặc nhờ một người trong đội ngũ của chúng tôi giúp đỡ.',
  },
  ko: {
    script: /\p{Script=Hangul}/u,
    words: [],
    text: '죄송합니다. 여기에서는 영어와 중국어만 사용합니다. 둘 중 하나를 고르시거나 담당자의 도움을 받으실 수 있습니다.',
  },
}
