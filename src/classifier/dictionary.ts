/**
 * Words and beginnings of words in about two dozen languages, under the English word with the same meaning, which the model knows
 * better. They match words in lower case without accents. Chinese, Japanese and Thai words match anywhere in a run of characters.
 */
export const DICTIONARY: Readonly<Record<string, string>> = {
  bug: 'fehler errore erreur ошибк помилк blad chyb fout hata خطا خطأ באג שגיאה बग त्रुटि ত্রুটি kesalahan eroare σφαλμα バグ 不具合 エラー 错误 錯誤 报错 報錯 버그 오류 에러 ข้อผิดพลาด บั๊ก',
  crash:
    'absturz sturzt crashea plante трава падает вылетает падає crolla wali spada pada cokuyor cokme क्रैश क्रॅश تعطل ينهار کرش קורס נופל krasch kraschar crasheaza κρασαρ 落ちる 落ちます クラッシュ 崩溃 崩潰 挂掉 크래시 죽어 죽습니다 แครช ล่ม plantea plantee',
  hang: 'hangt haengt cuelga bloque зависа blocca wiesza zasek vastloopt donuyor takiliyor معلق يتوقف נתקע تعليق menggantung treo hanger 固まる 固まり 止まり 卡死 卡住 挂起 멈춤 멈춥 멈춰 ค้าง travou travando travado',
  fail: 'schlagt fehlgeschlagen fallo falha echoue echec fallisce не работает nie dziala nefunguje selhava mislukt werkt basarisiz calismiyor فشل يفشل נכשל gagal thatbai fungerar funktioniert funciona fonctionne funziona funguje αποτυγχαν 失敗 失败 动不了 動かない 動きません 실패 안됩니다 안돼요 작동 ไม่ทํางาน',
  broken:
    'kaputt roto quebrad casse rotto сломан зламан zepsut rozbit stuk kapot bozuk معطل שבור rusak hong trasig stricat σπασμ 壊れ 坏了 壞了 깨짐 깨져 깨집 깨진 เสีย พัง',
  wrong:
    'falsch incorrect incorrecto errad faux fausse sbagliat неправильн невірн неверн zle bledn nespravn spatn verkeerd yanlis خطأ خاطئ اشتباه שגוי לא נכון गलत ভুল salah sai felaktig gresit λαθος 間違 誤り 誤っ 错了 不对 錯了 틀렸 틀린 잘못 ผิด',
  missing:
    'fehlt fehlen falta faltan manque manca отсутств нет не хватает бракує brakuje chybi ontbreekt eksik yok ناقص مفقود חסר गायब नहीं kurang hilang thieu saknas lipseste λειπει 抜けて 足りない 缺少 缺了 漏了 没有 沒有 없음 없습니다 빠졌 빠져 누락 ไม่มี ขาด',
  typo: 'tippfehler schreibfehler errata faute coquille refuso опечатк literowk preklep typefout yazim תעתיק שגיאת الإملائي إملائي غلط املایی תיקון टाइपो chinhta stavfel skrivfel ortografi ortographe ortografia 誤字 脱字 タイポ 错别字 錯字 笔误 拼写 오타 สะกด พิมพ์ผิด',
  link: 'verweis enlace lien collegament ссылк посиланн odkaz odnosnik baglanti رابط الرابط لینک קישור लिंक লিংক tautan lienket lank legatur συνδεσμ リンク 链接 連結 鏈接 링크 ลิงก์',
  documentation:
    'doku dokumentation documentacion documentacao документаци документац dokumentac dokumentasi belge dokuman dokumantasyon وثائق توثيق التوثيق مستندات תיעוד दस्तावेज़ ডকুমেন্ট tailieu dokumentatio τεκμηριωσ ドキュメント 文書 文档 文檔 문서 เอกสาร',
  page: 'seite pagina страниц сторінц strona stronie stranka strance sayfa صفحة صفحه עמוד בדף पेज পেজ halaman trang sida sidan σελιδ ページ 页面 頁面 페이지 หน้า',
  example:
    'beispiel ejemplo exemplo exemple esempio пример приклад przyklad priklad voorbeeld ornek مثال דוגמ उदाहरण contoh vidu exempel exemplu παραδειγμα サンプル 用例 示例 例子 範例 예제 예시 ตัวอย่าง',
  guide:
    'anleitung guia инструкц посібник poradnik prirucka navod handleiding kilavuz rehber دليل راهنما מדריך panduan huongdan οδηγ 手引き クイックスタート チュートリアル 教程 指南 入门 가이드 튜토리얼 คู่มือ',
  how: 'wie como как както jak hoe nasil كيف چطور چگونه איך कैसे কিভাবে কীভাবে bagaimana gimana lamsao hur πως どうやって どうすれば 方法 如何 怎么 怎麼 怎样 어떻게 ยังไง อย่างไร cum',
  what: "qu'est quoi cosa che что що wat nedir ما ماذا چیست مה मतलब क्या কী apa vad τι とは 何ですか 是什么 什麼 什么 무엇 뭐예 뭔가 คืออะไร อะไร",
  where:
    'donde onde dove где куда де gdzie kde waar nerede nereye أين کجا איפה היכן कहाँ कहां কোথায় dimana mana odau unde που どこ 在哪 哪里 哪裡 어디 ที่ไหน',
  why: 'warum weshalb por porque pourquoi perche почему зачем чому dlaczego proc waarom neden niye لماذا چرا למה מדוע क्यों কেন kenapa mengapa taisao varfor dece γιατι なぜ どうして 为什么 為什麼 왜 ทําไม',
  difference:
    'unterschied diferencia diferenca diference differenza разниц отлича різниц roznic rozdil verschil fark farki الفرق فرق הבדל अंतर পার্থক্য perbedaan bedanya khacnhau skillnad diferenta διαφορ 違い 差 区别 區別 차이 ต่างกัน differenz',
  propose:
    'vorschlag schlage propongo propuesta proponho proposta proposer proposition предлаг предложен пропон propon proponuj navrh navrhuj voorstel oner oneri oneriyorum أقترح اقتراح پیشنهاد מציע הצעה प्रस्ताव প্রস্তাব usul usulan dexuat foreslar forslag propun προτειν 提案 建议 建議 提议 제안 เสนอ',
  add: 'hinzufugen erganz anadir agregar adicionar ajouter aggiunger добав додати додаи dodac pridat toevoegen ekle eklensin إضافة اضافه להוסיף जोड़ যোগ tambah menambah lagga adauga προσθε 追加 增加 添加 加入 추가 เพิ่ม',
  replace:
    'ersetz reemplaz sustitu remplac sostitu замен замін zastap nahradit vervang degistir استبدال جایگزین להחליף बदल ganti thaythe ersatt inlocui αντικαταστ 置き換え 替换 取代 代替 대체 แทนที่',
  remove:
    'entfern elimin quitar remover supprim rimuov убрать удалить прибрати usunac odstranit verwijder kaldir إزالة حذف להסיר हटा hapus xoa boren stergere αφαιρ 廃止 削除 删除 移除 去掉 없애 제거 ตัดออก ลบ',
  require:
    "pflicht verpflichtend obligator obligatori obrigator obbligator обязательн обов'язков wymag povinn verplicht zorunlu إلزامي اجباری חובה अनिवार्य wajib batbuoc obligatorisk υποχρεωτικ 必須 义务 必须 強制 强制 의무 필수 ต้อง บังคับ",
  field: 'feld campo поле veld alan حقل فیلد שדה फ़ील्ड kolom truong falt πεδιο フィールド 字段 欄位 필드 ฟิลด์',
  draft:
    'entwurf borrador rascunho brouillon bozza черновик чернетк szkic navrhu ontwerp taslak مسودة پیش‌نویس טיוטה मसौदा draf banthao utkast schita προσχεδιο 草案 ドラフト 草稿 초안 ร่าง',
  should:
    'sollte deberia deveria devrait dovrebbe должен стоит powinien mel zou meli يجب باید צריך चाहिए উচিত harus nen trebui πρεπει べき 应该 應該 해야 ควร',
  meeting:
    'treffen sitzung besprechung reunion reuniao riunione встреч созвон зустріч spotkan schuzk vergadering toplanti gorusme اجتماع جلسه פגישה बैठक মিটিং rapat pertemuan cuochop mote motet sedint συναντησ 会議 定例 ミーティング 会议 會議 例会 회의 미팅 ประชุม',
  today:
    'heute hoy hoje aujourd oggi сегодня сьогодні dzis dnes vandaag bugun اليوم امروز היום आज আজ harini homnay idag azi σημερα 今日 今天 今晚 오늘 วันนี้ คืนนี้',
  now: 'jetzt gerade ahora agora maintenant adesso сеичас зараз teraz ted simdi الآن الان עכשיו अभी এখন sekarang baygio acum τωρα 今すぐ 现在 現在 지금 ตอนนี้',
  tomorrow:
    'morgen manana amanha demain domani завтра jutro zitra yarin غدا فردا מחר कल আগামীকাল besok ngaymai imorgon maine αυριο 明日 明天 내일 พรุ่งนี้',
  join: 'beitreten mitmachen unirme participar entrar rejoindre partecip присоедин приєдн dolacz pripojit aansluit meedoen katil انضم انضمام پیوستن להצטרף शामिल bergabung thamgia alatur συμμετεχ 参加 加入群 參加 참여 참가 เข้าร่วม',
  group:
    'gruppe grupo gruppo групп груп grupa skupin groep grubu مجموعة گروه קבוצה समूह kelompok grup nhom grupp ομαδα グループ 小组 工作组 群 그룹 กลุ่ม',
  channel: 'kanal canal canale канал kanalu قناة کانال ערוץ चैनल saluran kenh καναλι チャンネル 频道 頻道 채널 ห้อง ช่อง',
  invite:
    'einlad convite приглаш запрош zaprosz pozvan uitnodig davet دعوة دعوت הזמנה आमंत्र undang loimoi inbjud προσκλησ 招待 邀请 邀請 초대 เชิญ invitac invitatao convid',
  somebody:
    'jemand alguien alguem quelqu qualcuno ктонибудь хтось ktos nekdo iemand biri birisi أحد کسی מישהו कोई কেউ seseorang aido nagon cineva καποιος 誰か どなたか 有人 谁 누가 누군가 ใคร',
  help: 'hilf ayuda ajuda aide aiuto помо допомог pomoc hulp yardim مساعدة کمک עזרה मदद সাহায্য bantu giup hjalp ajut βοηθ 助けて 手伝 帮 幫 도와 도움 ช่วย',
  beginner:
    'neuling anfang neu hier novato principiante nuevo novo aqui debutant nouveau новичок новачок poczatkuj novacek zacatecnik nieuw yeni مبتدئ تازه‌کار חדש नया নতুন pemula baru nguoimoi nyborjare incepator αρχαριος 初心者 初めて 新手 新人 처음 มือใหม่',
  contribute:
    'beitragen mitarbeit contribuir contribuer contribui вклад внести помогать внесок wklad prispet bijdragen katki المساهمة مشارکت לתרום योगदान অবদান kontribusi donggop bidra συνεισφερ 貢献 コントリビュート 贡献 貢獻 기여 มีส่วนร่วม',
  agreed:
    'einigten beschlossen entschieden acordamos decidimos decidido convenu deciso решили решено вирішили вирішено ustalil zdecydow rozhodl dohodl besloten afgesproken karar kararlastir قررنا اتفقنا تصمیم توافق החלטנו הוחלט निर्णय फ़ैसला সিদ্ধান্ত sepakat memutuskan quyetdinh beslut bestamt hotarat αποφασισ 決めました 決定 合意 决定 決議 达成 결정 합의 ตกลง มีมติ',
  vote: 'abstimm voto votacion votacao votazione голос голосуван glosowan hlasovan stemming stemmen oyla oylama تصويت رأی הצבעה मतदान ভোট suara bophieu rostning vot ψηφο 投票 表决 투표 โหวต',
  minutes:
    'protokoll notizen acta actas ata atas compterendu verbale протокол notatk zapis zapisk notulen tutanak محضر صورتجلسه פרוטוקול कार्यवृत्त bienban anteckning 議事録 纪要 記錄 会议记录 회의록 รายงานการประชุม',
  rationale:
    'begrundung motivo razones raison motivazione обоснован обґрунтув uzasadnien zduvodnen onderbouwing gerekce أسباب دلایل נימוק कारण alasan lydo motivering motivat 理由 原因 이유 เหตุผล',
  insult:
    'beleidig insulta insulto ofend оскорб образи obraza obraz urazi obrazl beledig hakaret kufur إهانة شتم توهین העליב קילל अपमान गाली অপমান hina menghina xucpham krank forolamp προσβ 侮辱 罵 悪口 暴言 辱骂 辱罵 骂 모욕 욕설 욕을 ดูถูก ด่า',
  threaten:
    'droht bedroht amenaza ameac menac minacc угрож погрож groz grozb vyhroz dreig bedreig tehdit تهديد تهدید מאיים איים धमकी হুমকি ancam mengancam dedoa hota hotat amenint απειλ 脅 威胁 恐吓 협박 위협 ขู่',
  harass:
    'belastig acos asedi assedi harcel molest травл преслед переслід nekan obtez lastigval pestkop taciz تحرش مضايق آزار מטריד הטרדה उत्पीड़न परेशान হয়রানি melecehkan pelecehan quayroi trakasser hartui παρενοχλ 嫌がらせ ハラスメント 骚扰 騷擾 괴롭힘 괴롭혀 คุกคาม ลวนลาม',
  stalk:
    'stalkt verfolgt acecha persigue persegue perseguindo poursuit perseguita преследует следит стежить sleduje takip يلاحق يلاحقني دنبالم पीछा menguntit dibuntuti ストーカー つきまと 跟踪 跟蹤 尾随 尾隨 스토킹 따라다니 สะกดรอย',
  touch:
    'begrapscht angefasst betatscht toqueteo manoseo apalpou tripota palpeggi лапал лапает трогал облапал лапав obmacywal dotykal dokundu ellemeye لمسني لمسها لامسني נגע छुआ meraba 触られ 触って 体を触 摸了我 摸我 摸她 만졌 더듬 แตะต้อง ลวนลาม',
  afraid:
    'angst miedo medo peur paura боюсь страшно боюся boję boje strach korkuyorum خائف خائفة أخاف می‌ترسم מפחד מפחדת डर ভয় takut 怖い 怖く 怖くて 害怕 不敢 무서 두려 กลัว',
  naked:
    'nackt nacktbild desnud pelada nudes nue nudo интимн обнажен голые оголен nagie ciplak عارية עירום telanjang 裸 わいせつ 露骨な写真 裸照 色情 露骨的 음란 나체 야한 โป๊ เปลือย',
  women:
    'frau mujer mulher femme donna женщин жінк kobiet zen vrouw kadin امرأة النساء زنان נשים महिला নারী perempuan phunu kvinn femei γυναικ 女性 女の 女人 여자 여성 ผู้หญิง',
  racist:
    'rassist racis razzis расист irkci عنصري نژادپرست גזען नस्ल বর্ণবাদ rasis phanbietchungtoc ρατσισ 人種差別 差別 种族 歧视 인종차별 차별 เหยียด',
  mock: 'verspott lustig burla burlar zomba moqu presa derid насмех высмеи глузу wysmiew posmiv zesmesn belachelijk alay سخرية يسخر مسخره לועג לעג मज़ाक ejek mengejek chenhao hanar forlojlig batjocor κοροιδ ばかに 馬鹿に 嘲笑 嘲讽 조롱 비꼬 놀림 เยาะเย้ย ล้อ',
  stupid:
    'arschloch dumm idiota estupid inutil imbecil cretin идиот дурак тупои ідіот дурень glup hlup aptal salak غبي احمق טיפש बेवकूफ বোকা bodoh tolol ngu dum prost ηλιθι バカ 馬鹿 無能 傻 蠢 白痴 바보 멍청 โง่',
  banned:
    'gesperrt rausgeworfen gebannt expuls baned banni bloccat espuls забан заблокир wyrzuc zbanow zabanov blokova verbannen geblokkeerd yasakla حظر محروم مسدود חסם הורחק प्रतिबंध ব্লক diblokir dibanned camchat blockerad utslangd αποκλει banされ 追放 封禁 被封 踢出 차단 강퇴 추방 แบน เตะออก',
  moderator:
    'moderador moderateur модератор مشرف ناظر מנחה מנהל मॉडरेटर dieuhanh モデレーター 管理员 管理員 版主 운영자 관리자 แอดมิน',
  maintainer:
    'betreuer mantenedor mainteneur mainteneurs manutentore меинтеинер маинтеинер beheerder bakimci المشرف المسؤول نگهدارنده מתחזק メンテナ 维护者 維護者 메인테이너 ผู้ดูแล',
  apologise:
    'entschuldig disculp desculpa scuse извин вибач przepros omluv verontschuld ozur اعتذار عذرخواهی התנצל माफ़ী maaf xinloi ursakt scuze συγγνωμ 謝罪 道歉 사과 ขอโทษ',
  address:
    'wohnort adresse direccion endereco maison indirizzo адрес домашн приватн adres domu adresa domov thuisadres evimi kisisel عنوان بيت آدرس خانه כתובת घर पता বাড়ি rumah alamat nha adress acasa σπιτι διευθυνσ 住所 実名 本名 家の 住址 真名 家庭 집주소 실명 ที่อยู่บ้าน รูปลูก',
  vulnerability:
    'sicherheitslucke schwachstelle lucke vulnerabilite faille уязвим дыра вразлив дірк podatnosc luka zranitelnost kwetsbaarheid lek acik zafiyet ثغرة آسیب‌پذیری פרצה חולשה भेद्यता দুর্বলতা kerentanan celah lohong sarbarhet ευπαθει 脆弱性 漏洞 弱點 취약점 보안 ช่องโหว่ vulnerabilid vulnerabilita',
  security:
    'sicherheit seguridad seguranca securite sicurezza безопасн безпек bezpieczen bezpecnost beveiliging guvenlik أمن الأمن امنیت אבטחה सुरक्षा নিরাপত্তা keamanan baomat sakerhet securitat ασφαλει セキュリティ 安全 보안 ความปลอดภัย',
  password:
    'passwort kennwort contrasena senha motdepasse пароль hasl hesl wachtwoord parola sifre كلمة المرور رمز عبور סיסמ पासवर्ड পাসওয়ার্ড sandi matkhau losenord κωδικο パスワード 密码 密碼 비밀번호 รหัสผ่าน',
  key: 'schlussel clave llave chave clef chiave ключ klucz klic sleutel anahtar مفتاح کلید מפתח कुंजी kunci khoa nyckel cheie κλειδι 秘密鍵 鍵 密钥 密鑰 私钥 키가 개인키 กุญแจ คีย์',
  secret:
    'geheim secreto secreta segredo segret секрет таємн tajn sekret geheime gizli سر سري محرمانه סוד गोपनीय rahasia bimat hemlig μυστικ 秘密 机密 機密 비밀 ความลับ',
  others:
    'fremd anderer anderen anderes ajen ajeno otro otra otros outro outra outros autre autrui altri altrui чуж другого другои іншого іншо cudz innego inneg ciz ciziho jine andere andermans baskas diger آخر الآخرين غيري دیگر دیگران אחר אחרים זר दूसरे अन्य অন্য orang lain khac annan andra nagon altcuiva altui αλλου αλλων ξεν 他人 他の人 別の 他社 别人 別人 其他 另一 다른 남의 타인 คนอื่น ของคนอื่น',
  customer:
    'kunde kunden cliente клиент клієнт klient zakaznik klant musteri عميل العملاء مشتری לקוח ग्राहक গ্রাহক pelanggan khachhang kund πελατ 顧客 お客 客户 客戶 租户 고객 테넌트 ลูกค้า',
  user: 'nutzer benutzer usuario utilisateur utente пользовател користувач uzytkown uzivatel gebruiker kullanici مستخدم کاربر משתמש उपयोगकर्ता ব্যবহারকারী pengguna nguoidung anvandare utilizator χρηστ ユーザー 用户 使用者 用戶 사용자 ผู้ใช้ клиентов',
  without:
    'ohne sem sans senza без bez zonder olmadan madan بدون بلا ללא בלי बिना ছাড়া tanpa khong utan fara χωρις なしで なしに せずに 无需 不用 不需要 無需 없이 안하고 โดยไม่ต้อง ไม่ต้อง',
  login:
    'anmeldung einloggen eingeloggt iniciar sesion autentic connexion authentifi accesso аутентифик авториз вход логин вхід автентиф logowan prihlas inloggen giris oturum تسجيل الدخول ورود התחבר लॉगिन লগইন masuk dangnhap logga inlogg autentif συνδεθ ログイン 認証 登录 登入 登錄 认证 로그인 인증 ล็อกอิน',
  permission:
    'berechtigung permiso permissao autorizzazione разрешен права дозвол uprawnien opravnen toestemming rechten izin yetki إذن صلاحية مجوز הרשא अनुमति অনুমতি quyen behorig permisiun αδεια 権限 許可 权限 權限 권한 สิทธิ์',
  sees: 'sehe sieht sehen veo vejo vois voit vedo vede вижу видит видн бачу видно widze widzi widac vidim vidi zie ziet goruyor gordu أرى يرى می‌بیند רואה दिख देख দেখ lihat melihat terlihat ser vad βλεπ 見える 見れ 見えて 看到 看見 能看 보임 보여 보이 봤 เห็น',
  reads:
    'liest lesen lee lire legge leggere читает прочитать читає czyta cte lees okuyor okuyabil يقرأ قراءة می‌خواند קורא पढ़ পড় baca membaca laser citeste διαβαζ 読める 読めて 読み出 读取 读到 讀取 읽을 읽힙 읽어 อ่านได้',
  writes:
    'schreibt escribe escrev ecrit scrive записыва пишет пише zapisuje zapise schrijft yaziyor يكتب می‌نویسد כותב लिख menulis skriver scrie γραφ 書き込 写入 寫入 쓰기 เขียน',
  executes:
    'ausgefuhrt ausfuhr ejecut esegu выполн запуска викону wykon uruchom spust uitgevoerd calistir تنفيذ ينفذ اجرا מריץ चला menjalankan dieksekusi thucthi chay kors εκτελ 実行 执行 執行 실행 รัน ejecuta execucao executar',
  file: 'datei archivo arquivo ficheiro fichier фаил plik soubor bestand dosya ملف الملفات فایل קובץ קבצ फ़ाइल ফাইল berkas tep fil fisier αρχει ファイル 文件 檔案 파일 ไฟล์',
  session:
    'sitzung sesion sessao sessione сесси сесі sesj relac sessie oturum جلسة نشست סשן सत्र সেশন sesi phien sesiun συνεδρι セッション 会话 會話 세션 เซสชัน',
  log: 'protokolliert registro journaux лог журнал logach سجل السجلات لاگ לוג लॉग nhatky jurnal ログ 日志 日誌 로그 ล็อก',
  plaintext:
    'klartext textoclaro enclaro clair chiaro открытом відкритому jawny otwartym platte duz نص صريح متن ساده גלוי 平文 明文 평문',
  attacker:
    'angreifer atacante attaquant aggressore злоумышл зловмис napastnik atakuj utocnik aanvaller saldirgan مهاجم תוקף हमलावर আক্রমণকারী penyerang kecong angripare atacator επιτιθεμεν 攻撃者 攻击者 攻擊者 공격자 ผู้โจมตี แฮกเกอร์',
  leak: 'geleakt durchgesickert filtr vazou vazamento fuite fuit trapel утеч утек витік витек wyciek gelekt sizdi تسرب تسريب نشت דלף דליפ लीक ফাঁস bocor rori lacka scurger διαρρο 漏れ 漏洩 流出 泄露 洩漏 泄漏 유출 노출 รั่ว หลุด',
  bypass:
    'umgeh saltarse elud burlar contorn contourn aggir обход обоити обіити omin omij obej obchaz omzeil atla asip تجاوز دور زدن עוקף बायपास melewati vuotqua kringga ocol παρακαμ すり抜け 回避 迂回 绕过 繞過 우회 ข้ามการ',
  accepts:
    'akzeptiert nimmt acepta aceita accetta принимает приимає akceptuje prijm accepteert kabul يقبل می‌پذیرد מקבל स्वीकार menerima chapnhan accepterar δεχεται 受け付け 受け入れ 接受 받아들 받아 ยอมรับ',
  published:
    'veroffentlicht publicad publie pubblicat опубликов опублік opublikow zverejn gepubliceerd yayin نشر منتشر פורסם प्रकाशित প্রকাশ dipublikasi diterbitkan xuatban publicerad δημοσιευ 公開 发布 發布 發佈 공개 배포 เผยแพร่',
  report:
    'melden meldung reportar denunciar signaler segnalare сообщить пожаловаться повідомити zglosic nahlasit bildir إبلاغ أبلغ گزارش לדווח रिपोर्ट রিপোর্ট lapor melapor baocao rapportera raporta αναφερ 報告 通報 举报 舉報 报告 신고 제보 แจ้ง',
  promote:
    'werbung anzeig anunci publicidad publicidade реклам reklam advertent اعلان تبليغ פרסום विज्ञापन iklan quangcao annons publicitat διαφημ 宣伝 広告 推广 推廣 广告 宣传 광고 홍보 โฆษณา โปรโมต',
  hiring:
    'stelle stellen suchen entwickler vacante contrat vaga vagas emploi recrut ваканси ищем вакансі praca zatrudni hledame vacature ilani isilani وظيفة توظيف استخدام משרה דרושים नौकरी চাকরি lowongan tuyendung jobb angajam 求人 採用 招聘 招人 채용 구인 รับสมัคร',
  price:
    'kostet preis precio cuesta quanto custa prix coute prezzo costa цена стоит сколько ціна kolik prijs kosten fiyat ucret سعر قیمت מחיר कीमत দাম harga gia pret τιμη 料金 価格 价格 多少钱 가격 요금 ราคา precos quantocusta',
  product:
    'produkt producto produto produit prodotto продукт produk urun منتج محصول מוצר उत्पाद পণ্য sanpham produs προιον 製品 产品 產品 제품 ผลิตภัณฑ์',
  announce:
    'ankundig anunci annonc annunci анонс объявля оголош oglasz oglosz oznam aankondig duyur إعلان اعلام הודעה הכרזה घोषणा ঘোষণা pengumuman thongbao tillkannag anunt ανακοιν お知らせ 発表 公告 宣布 공지 발표 ประกาศ',
  opinion:
    'meinung haltet findet opinan opiniao avis pensez pensate parere мнение думаете думка вважаєте opini sadzic myslicie nazor mening vinden fikir dusun رأي رأيكم نظر דעת राय মতামত pendapat menurut ykien tycker αποψη どう思い 意見 怎么看 看法 大家覺得 의견 어떻게 생각 คิดเห็น คิดยังไง',
  experience:
    'erfahrung experiencia esperienza опыт досвід doswiadczen zkusenost ervaring deneyim تجربة تجربه ניסיון अनुभव অভিজ্ঞতা pengalaman kinhnghiem erfarenhet experienta εμπειρι 経験 经验 經驗 경험 ประสบการณ์',
  wish: 'wunsch wunschen wunsche gustaria gostaria aimerais vorrei хотелось хотів chcial chtel zouwillen isterdim أتمنى دوست دارم הייתי רוצה चाहता চাই ingin muon skullevilja asvrea θαηθελα ほしい 欲しい 希望 想要 좋겠 원합 อยาก',
  feature:
    "funktion funcion funcao fonction fonctionnalit funzion функци функці funkcj funkc functie ozellik ميزة ویژگی תכונה פיצ'ר सुविधा ফিচার fitur tinhnang funktionen λειτουργι 機能 功能 기능 ฟีเจอร์",
  version:
    'versao versione верси версі wersj verze versie surum إصدار نسخه גרסה संस्करण সংস্করণ phienban εκδοσ バージョン 版本 버전 เวอร์ชัน',
  update:
    'seit aktualisier desde actualizar atualiz depuis miseajour aggiornament после обновления оновлення aktualizacji aktualizac bijwerken guncelle guncelleme بعد التحديث به‌روزرسانی עדכון अपडेट আপডেট pembaruan capnhat uppdatering actualizare ενημερωσ アップデート 更新 升级 升級 업데이트 อัปเดต',
  fix: 'beheb korrigier reparier arreglar corregir corrigir consertar corriger correggere исправ виправ popraw napraw oprav herstel duzelt إصلاح تصحيح اصلاح לתקן תיקון ठीक ঠিক perbaiki sua fixa ratta corecta διορθ 修正 直し 修复 修正了 修一下 고치 고칠 수정 แก้ไข แก้',
  plan: 'planen planung hojaderuta roteiro feuille дорожн планы plany yolharitasi خطة خارطة نقشه מפת योजना পরিকল্পনা rencana peta lotrinh fardplan σχεδιο ロードマップ 計画 路线图 路線圖 计划 로드맵 계획 แผน',
}
