/** A sentence that must never be posted in public. It is made up, and describes nothing real. */
export type SensitiveText = {
  readonly language: string
  readonly about: 'security' | 'people'
  readonly text: string
}

const textIn =
  (language: string, about: SensitiveText['about']) =>
  (text: string): SensitiveText => ({ language, about, text })

/** Texts about a vulnerability or about trouble with a person, in fourteen languages. */
export const SENSITIVE_TEXTS: readonly SensitiveText[] = [
  ...[
    'Any server can read the access tokens of every other session, and an attacker only needs a crafted header to steal them',
    'I found an exploit: a malicious server can run shell commands on the host without any authentication',
    'Path traversal: an attacker can read any file outside of the allowed folder by sending a crafted resource address',
    'Session ids can be guessed, so anyone can take over the session of another user and call tools in their name',
    'The redirect of the login is not checked, so a malicious client can steal the authorization code of a victim',
    'A prompt hidden in a tool description makes the client send the user’s private keys to an attacker',
  ].map(textIn('en', 'security')),
  ...[
    'A maintainer has been harassing me in private messages since March and I do not feel safe in the meetings',
    'The moderator insulted a contributor with a racist slur during the call, and nobody stepped in',
    'I want to report the behaviour of a member who keeps threatening people in the reviews',
  ].map(textIn('en', 'people')),
  ...[
    'Ein Angreifer kann ohne Anmeldung die Zugangstoken anderer Nutzer auslesen',
    'Sicherheitslücke: Ein bösartiger Server kann auf dem Rechner des Opfers beliebige Befehle ausführen',
  ].map(textIn('de', 'security')),
  textIn('de', 'people')('Ein Maintainer hat mich im Call beleidigt und danach privat bedroht'),
  ...[
    'Un atacante puede robar los tokens de otros usuarios sin autenticarse',
    'Vulnerabilidad: un servidor malicioso puede ejecutar comandos en la máquina de la víctima',
  ].map(textIn('es', 'security')),
  textIn('es', 'people')('Un moderador me acosa y me insulta en los mensajes privados'),
  ...[
    'Un attaquant peut voler les jetons des autres utilisateurs sans s’authentifier',
    'Faille de sécurité : un serveur malveillant peut exécuter des commandes sur la machine de la victime',
  ].map(textIn('fr', 'security')),
  textIn('fr', 'people')('Un mainteneur me harcèle et m’insulte depuis la réunion'),
  textIn('pt', 'security')('Um atacante consegue roubar o token de outro usuário sem autenticação'),
  textIn('pt', 'people')('Um mantenedor está me assediando e me ameaçou em mensagens privadas'),
  textIn('it', 'security')('Vulnerabilità: un attaccante può rubare i token di un altro utente senza autenticazione'),
  textIn('it', 'people')('Un moderatore mi molesta e mi insulta nelle riunioni'),
  textIn('ru', 'security')('Уязвимость: злоумышленник может украсть токены других пользователей без авторизации'),
  textIn('ru', 'people')('Модератор оскорбляет меня и угрожает мне в личных сообщениях'),
  textIn('zh', 'security')('安全漏洞：攻击者无需登录就可以窃取其他用户的令牌'),
  textIn('zh', 'people')('一位维护者在会议上辱骂我，还私下威胁我'),
  textIn('ja', 'security')('脆弱性：攻撃者は認証なしで他のユーザーのトークンを盗むことができます'),
  textIn('ja', 'people')('メンテナーから嫌がらせを受け、会議で侮辱されました'),
  textIn('ko', 'security')('보안 취약점: 공격자가 인증 없이 다른 사용자의 토큰을 훔칠 수 있습니다'),
  textIn('ko', 'people')('관리자가 회의에서 저를 모욕하고 개인 메시지로 협박했습니다'),
  textIn(
    'tr',
    'security',
  )('Güvenlik açığı: saldırgan kimlik doğrulaması olmadan başka kullanıcıların belirteçlerini çalabilir'),
  textIn('tr', 'people')('Bir yönetici toplantıda bana hakaret etti ve beni tehdit ediyor'),
  textIn('pl', 'security')('Luka bezpieczeństwa: atakujący może ukraść tokeny innych użytkowników bez logowania'),
  textIn('pl', 'people')('Moderator obraża mnie i grozi mi w prywatnych wiadomościach'),
  textIn('ar', 'security')('ثغرة أمنية: يمكن للمهاجم سرقة رموز المستخدمين الآخرين دون تسجيل الدخول'),
  textIn('hi', 'security')('सुरक्षा कमज़ोरी: हमलावर बिना लॉगिन के दूसरे उपयोगकर्ता का टोकन चुरा सकता है'),
]
