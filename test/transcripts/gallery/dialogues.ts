import type { Scene } from '../../stand-ins/gallery.ts'

const told = (name: string, ends: string, ...lines: readonly string[]): Scene => ({
  name,
  locale: 'en',
  lines,
  ends,
})

/** Told in Chinese to an English channel: words outrank it. */
const menu = 'menu/ask-what'

/** Twenty people in trouble, told as they would tell it. */
export const dialogues: readonly Scene[] = [
  told('01-panic', 'talk-to-support/confirm-case', 'HELP!!! someone is IN my account right now', 'a person please, quick', 'someone changed my email, I got a notice at 3 in the night and I did not do it'),
  told('02-anger', menu, 'this is ridiculous, I have been locked out for two days', 'you are useless', 'I want to talk to a human', 'I have been locked out for two days and nobody answers.', 'yes', 'what is my case number', 'nothing'),
  told(
    '03-a-story-of-eight-lines',
    'reset-password/ask-email',
    'Hello,\nI am writing for my father, who runs a small shop.\nLast year he opened an account with you.\nHe wrote the password in a notebook.\nThe notebook got wet when the kitchen flooded.\nNow he cannot read it any more.\nHe forgot the password.\nCan you help us to reset the password? Thank you so much.',
    'reset my password',
  ),
  told('04-dictated', 'retrieve-account/ask-code', 'find my account', 'mobile number', 'um the number is one three eight double zero one three eight double zero one'),
  told('05-change-of-mind', 'reset-password/wait-for-page', 'find my account', 'mobile', 'actually I do know my account, I just forgot the password', 'reset my password', 'li.wei@example.com'),
  told('06-two-languages', 'retrieve-account/ask-code', 'hi, 我忘记账号了 please help', '手机', '我的 number 是 13800138001'),
  told('07-stolen-phone', 'talk-to-support/confirm-case', 'my phone was stolen on the train and I am really panicking', 'talk to a person', 'My phone was stolen on the train this morning and my mailbox is on it as well.'),
  told('08-no-code', 'retrieve-account/ask-code', 'find my account', 'mobile', '13800138001', 'nothing came', 'still nothing, I have waited ten minutes', 'it still does not arrive'),
  told('09-corrected-number', menu, 'I forgot my account, my number is 13800138003', 'no, the number is 13800138001', '{code +8613800138001}'),
  told('10-doubt', menu, 'a person', 'I cannot see my invoices since Monday', 'are you sure this is safe?', 'who will read it?', 'ok send it'),
  told('11-leaver', menu, 'our sysadmin was fired and he still has the login of our company account', 'recover a company account', 'it is the account 100000000056', 'Example Ltd', 'two weeks ago', 'he does, and he does not answer', 'invoices, and the domain example.com', 'Ana Silva, managing director, any time', 'yes'),
  told('12-mistyped', 'reset-password/wait-for-page', 'forgt my pasword', 'reset my password', 'my emial is li.wei@example.com'),
  told('13-formal', 'retrieve-account/confirm-value', 'Dear Sir or Madam, I regret to inform you that I no longer recall my account. Its identifier is 100000000023. Yours faithfully'),
  told('14-one-word', 'reset-password/ask-email', 'password', 'reset'),
  told('15-silence-and-signs', 'retrieve-account/ask-mobile', 'find my account', 'mobile', '???', '...', '!!!', '?'),
  told('16-second-thoughts', menu, 'a person', 'I think my bill is wrong', 'no', 'thanks anyway'),
  told('17-traditional', 'reset-password/wait-for-page', '忘記密碼', 'li.wei@example.com'),
  told('18-pasted-message', menu, 'find my account', 'mobile', '13800138001', 'ok found it, the code is {code +8613800138001} thank you'),
  told('19-another-language', 'talk-to-support/ask-problem', 'No puedo entrar en mi cuenta, he olvidado la contraseña', 'a person'),
  told('20-taking-it-back', menu, 'I need a human', 'somebody hacked my account and I am scared', 'yes', 'cancel my case', 'yes'),
]
