// SPDX-License-Identifier: MIT
#include "corpus/phrases.h"

#include "corpus/line_shape.h"

enum { FOLDED = 160 };

struct phrases {
	enum phrase kind;
	const char *list; // folded (line_fold), each between bars; a row a language or two
};

static const struct phrases whole[] = {
	{PHRASE_SECTION, "|related|related articles|related news|related stories|related posts|related "
			 "content|related topics|"},
	{PHRASE_SECTION, "|related links|related coverage|popular|popular posts|popular news|popular "
			 "articles|most popular|"},
	{PHRASE_SECTION, "|most read|most viewed|most commented|most shared|trending|trending now|trending "
			 "stories|latest|"},
	{PHRASE_SECTION, "|latest news|latest stories|latest articles|latest posts|latest videos|top "
			 "stories|top news|"},
	{PHRASE_SECTION, "|more news|more stories|more articles|more like this|more on this story|more on "
			 "this topic|"},
	{PHRASE_SECTION, "|more on this|more from this section|more to read|more top stories|other "
			 "news|other stories|"},
	{PHRASE_SECTION, "|other news in section|other news in this section|all news|recent|recent "
			 "articles|recent posts|"},
	{PHRASE_SECTION, "|recent news|recent stories|recommended|recommended for you|recommended articles|"},
	{PHRASE_SECTION, "|recommended stories|recommended reading|you may also like|you might also like|you "
			 "may like|"},
	{PHRASE_SECTION, "|you might be interested in|you may be interested in|you may also be interested "
			 "in|dont miss|"},
	{PHRASE_SECTION, "|editors picks|editors choice|editor s picks|what to read next|read next|up "
			 "next|next up|next article|"},
	{PHRASE_SECTION, "|next story|previous article|next post|previous post|previous story|keep "
			 "reading|continue reading|"},
	{PHRASE_SECTION,
		"|further reading|suggested articles|around the web|from around the web|promoted stories|"},
	{PHRASE_SECTION, "|promoted content|sponsored|sponsored content|sponsored stories|sponsored links|in "
			 "this story|"},
	{PHRASE_SECTION,
		"|article translations|featured|featured stories|news feed|newsfeed|breaking news|hot news|"},
	{PHRASE_SECTION, "|join us on social media|see also|see more|view all|show more|load more|more|photo "
			 "gallery|video|"},
	{PHRASE_SECTION, "|популярное|популярные новости|популярные статьи|самое популярное|самое "
			 "читаемое|самые читаемые|"},
	{PHRASE_SECTION, "|самое обсуждаемое|последние новости|свежие новости|свежее|новости|главные "
			 "новости|главное|"},
	{PHRASE_SECTION, "|главное сегодня|главное за день|лента новостей|все новости|ещё новости|еще "
			 "новости|другие новости|"},
	{PHRASE_SECTION, "|другие новости раздела|другие материалы|новости по теме|по теме|материалы по "
			 "теме|статьи по теме|"},
	{PHRASE_SECTION, "|еще по теме|ещё по теме|похожие|похожие новости|похожие материалы|похожие "
			 "статьи|похожие записи|"},
	{PHRASE_SECTION, "|схожие материалы|cхожие материалы|рекомендуем|рекомендуем почитать|вам может быть "
			 "интересно|"},
	{PHRASE_SECTION, "|вас может заинтересовать|вам может понравиться|это интересно|читать "
			 "далее|смотреть все|показать ещё|"},
	{PHRASE_SECTION, "|показать еще|загрузить еще|загрузить ещё|выбор редакции|новости партнеров|новости "
			 "партнёров|"},
	{PHRASE_SECTION,
		"|новости сми2|предыдущая статья|следующая статья|предыдущая новость|следующая новость|"},
	{PHRASE_SECTION, "|материал доступен на этих языках|присоединяйтесь к нам в "
			 "соцсетях|сюжет|сюжеты|топ новостей|"},
	{PHRASE_SECTION,
		"|лучшее за неделю|новости дня|новости по этой теме|последнее|популярное за неделю|"},
	{PHRASE_SECTION, "|бештар бихонед|хабарҳои охирин|хабарҳои дигар|хабарҳои нав|мақолаҳои монанд|ҳамаи "
			 "хабарҳо|"},
	{PHRASE_SECTION, "|маводи марбут|маводҳои марбута|дар ҳамин мавзӯъ|маълумоти бештар|машҳур|"},
	{PHRASE_SECTION,
		"|соңғы жаңалықтар|ұқсас жаңалықтар|танымал|тағы оқыңыз|тақырып бойынша|басқа жаңалықтар|"},
	{PHRASE_SECTION, "|акыркы жаңылыктар|башка жаңылыктар|окшош макалалар|сўнгги янгиликлар|мавзуга "
			 "оид|бошқа янгиликлар|"},
	{PHRASE_SECTION, "|so nggi yangiliklar|songgi yangiliklar|mavzuga oid|boshqa yangiliklar|kop "
			 "oqilgan|ko p o qilgan|"},
	{PHRASE_SECTION, "|ähli habarlar|beýleki habarlar|soňky habarlar|"},
	{PHRASE_SECTION, "|mehr zum thema|zum thema|das könnte sie auch interessieren|das könnte dich auch "
			 "interessieren|"},
	{PHRASE_SECTION, "|auch interessant|meistgelesen|meistgelesene artikel|weitere artikel|weitere "
			 "nachrichten|weitere themen|"},
	{PHRASE_SECTION, "|weitere meldungen|ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte "
			 "themen|neueste artikel|"},
	{PHRASE_SECTION, "|neueste beiträge|empfehlungen der redaktion|lesen sie auch|aktuelle meldungen|top "
			 "themen|themen|"},
	{PHRASE_SECTION, "|à lire aussi|a lire aussi|lire aussi|sur le même sujet|articles "
			 "similaires|articles liés|les plus lus|"},
	{PHRASE_SECTION, "|le plus lu|dans la même rubrique|à la une|dernières actualités|derniers "
			 "articles|pour aller plus loin|"},
	{PHRASE_SECTION, "|vous aimerez aussi|nos dernières vidéos|voir aussi|articles recommandés|"},
	{PHRASE_SECTION, "|noticias relacionadas|artículos relacionados|te puede interesar|te podría "
			 "interesar|te recomendamos|"},
	{PHRASE_SECTION, "|lo más leído|más leídas|las más leídas|más noticias|más información|últimas "
			 "noticias|lee también|"},
	{PHRASE_SECTION, "|también te puede interesar|relacionados|relacionadas|notas relacionadas|temas "
			 "relacionados|"},
	{PHRASE_SECTION, "|notícias relacionadas|leia também|leia mais|mais lidas|últimas notícias|veja "
			 "também|saiba mais|"},
	{PHRASE_SECTION, "|artigos relacionados|relacionado|articoli correlati|leggi anche|ultime "
			 "notizie|potrebbe interessarti|"},
	{PHRASE_SECTION, "|potrebbe interessarti anche|i più letti|notizie correlate|altri articoli|ti "
			 "potrebbe interessare|"},
	{PHRASE_SECTION, "|lees ook|meer nieuws|gerelateerde artikelen|meest "
			 "gelezen|gerelateerd|aanbevolen|lees meer|"},
	{PHRASE_SECTION, "|czytaj także|zobacz także|czytaj też|przeczytaj także|powiązane "
			 "artykuły|najczęściej czytane|polecane|"},
	{PHRASE_SECTION, "|najnowsze|zobacz też|читайте також|схожі новини|останні новини|популярні "
			 "новини|новини по темі|"},
	{PHRASE_SECTION, "|ilgili haberler|son haberler|çok okunanlar|diğer haberler|benzer haberler|en çok "
			 "okunanlar|"},
	{PHRASE_SECTION, "|läs också|läs även|läs mer|mest läst|relaterade artiklar|les også|mest lest|læs "
			 "også|mest læste|"},
	{PHRASE_SECTION, "|čtěte také|související články|nejčtenější|kapcsolódó "
			 "cikkek|legolvasottabb|citește și|articole similare|"},
	{PHRASE_SECTION, "|cele mai citite|διαβάστε επίσης|διαβάστε ακόμη|σχετικά άρθρα|τελευταία "
			 "νέα|δημοφιλή|baca juga|"},
	{PHRASE_SECTION, "|berita terkait|berita lainnya|terpopuler|terkini|artikel terkait|tin liên "
			 "quan|bài liên quan|đọc thêm|"},
	{PHRASE_SECTION, "|اقرأ أيضا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|الأكثر قراءة|المزيد|مقالات ذات "
			 "صلة|آخر الأخبار|"},
	{PHRASE_SECTION, "|مطالب مرتبط|اخبار مرتبط|پربازدیدترین|آخرین اخبار|بیشتر بخوانید|مطالب "
			 "پیشنهادی|خبرهای مرتبط|"},
	{PHRASE_SECTION, "|相关阅读|相关新闻|相关文章|相关报道|推荐阅读|热门文章|热点新闻|最新文章|延伸阅读|"
			 "更多新闻|猜你喜欢|为您推荐|"},
	{PHRASE_SECTION, "|上一篇|下一篇|関連記事|関連ニュース|おすすめ記事|人気記事|最新記事|"
			 "あわせて読みたい|관련기사|관련 기사|많이 본 뉴스|"},
	{PHRASE_SECTION, "|인기기사|최신기사|"},
	{PHRASE_COMMENTS,
		"|comments|comment|leave a reply|leave a comment|leave comment|add a comment|add comment|"},
	{PHRASE_COMMENTS, "|post a comment|post comment|write a comment|join the conversation|join the "
			  "discussion|no comments|"},
	{PHRASE_COMMENTS, "|no comments yet|reader comments|readers comments|your email address will not be "
			  "published|"},
	{PHRASE_COMMENTS, "|view comments|show comments|load comments|comments are closed|discussion|be the "
			  "first to comment|"},
	{PHRASE_COMMENTS, "|log in to comment|please log in to comment|cancel "
			  "reply|комментарии|комментариев|комментарий|"},
	{PHRASE_COMMENTS, "|оставьте ответ|оставить ответ|оставить комментарий|оставьте комментарий|добавить "
			  "комментарий|"},
	{PHRASE_COMMENTS, "|написать комментарий|ваш комментарий|обсуждение|обсудить|нет "
			  "комментариев|комментариев нет|"},
	{PHRASE_COMMENTS,
		"|комментариев пока нет|пожалуйста введите ваш комментарий|авторизуйтесь пожалуйста|"},
	{PHRASE_COMMENTS, "|ваш email не будет опубликован|шарҳҳо|шарҳ|шарҳ гузоред|назари "
			  "шумо|пікірлер|пікір қалдыру|"},
	{PHRASE_COMMENTS, "|пикирлер|комментарий калтыруу|изоҳлар|изоҳ қолдириш|izohlar|izoh "
			  "qoldirish|kommentare|kommentar|"},
	{PHRASE_COMMENTS,
		"|kommentar schreiben|kommentieren|schreibe einen kommentar|commentaires|commentaire|"},
	{PHRASE_COMMENTS, "|laisser un commentaire|réagir|comentarios|deja un comentario|deja una "
			  "respuesta|comentários|"},
	{PHRASE_COMMENTS,
		"|deixe um comentário|deixe uma resposta|commenti|lascia un commento|reacties|komentarze|"},
	{PHRASE_COMMENTS, "|dodaj komentarz|коментарі|залишити коментар|yorumlar|yorum yap|bir yorum "
			  "yazın|bir cevap yazın|komentáře|kommentarer|"},
	{PHRASE_COMMENTS, "|comentarii|lasă un răspuns|σχόλια|komentar|bình luận|تعليقات|التعليقات|اترك "
			  "تعليقا|أضف تعليق|نظرات|ارسال نظر|"},
	{PHRASE_COMMENTS, "|دیدگاه ها|دیدگاه|نظر شما|评论|网友评论|发表评论|最新评论|コメント|댓글|"},
	{PHRASE_SHARE, "|join us|share|share this|share post|share article|share this article|share this "
		       "story|share "
		       "this post|"},
	{PHRASE_SHARE, "|share the news|share on|share this page|share with friends|share on facebook|share "
		       "on twitter|"},
	{PHRASE_SHARE, "|share on whatsapp|share on linkedin|share via email|share with|tell a "
		       "friend|print|print this article|"},
	{PHRASE_SHARE, "|print page|print version|send|email|e mail|email this article|copy link|link "
		       "copied|save|save article|bookmark|"},
	{PHRASE_SHARE, "|follow us|follow|like|like this|like us on facebook|follow us on "
		       "twitter|tweet|facebook|twitter|"},
	{PHRASE_SHARE, "|whatsapp|telegram|linkedin|pinterest|reddit|instagram|youtube|vk|vkontakte|tumblr|"
		       "messenger|viber|"},
	{PHRASE_SHARE, "|facebook twitter|x|rss|listen|listen to this article|listen to article|read "
		       "aloud|поделиться|"},
	{PHRASE_SHARE, "|поделиться новостью|поделиться ссылкой|поделитесь|поделитесь "
		       "новостью|поделись|поделиться с друзьями|"},
	{PHRASE_SHARE, "|распечатать|печать|версия для печати|отправить|отправить другу|отправить по "
		       "email|скопировать ссылку|"},
	{PHRASE_SHARE, "|подписаться|подписывайтесь|подпишитесь|нравится|мне нравится|в "
		       "закладки|вконтакте|одноклассники|фейсбук|"},
	{PHRASE_SHARE, "|хабарро таблиғ кунед|мубодила|мубодила кунед|нашр кардан|чоп кардан|бо дӯстон "
		       "мубодила кунед|бөлісу|"},
	{PHRASE_SHARE, "|достарыңызбен бөлісіңіз|бөлісіңіз|бөлүшүү|улашиш|ulashish|teilen|artikel "
		       "teilen|drucken|merken|artikel drucken|"},
	{PHRASE_SHARE, "|per e mail teilen|partager|partager cet "
		       "article|imprimer|compartir|imprimir|compartilhar|compartilhe|"},
	{PHRASE_SHARE, "|condividi|stampa|delen|udostępnij|drukuj|поділитися|paylaş|yazdır|dela|skriv "
		       "ut|del|sdílet|megosztás|distribuie|"},
	{PHRASE_SHARE, "|κοινοποίηση|bagikan|chia sẻ|شارك|مشاركة|طباعة|اشتراک گذاری|به اشتراک "
		       "بگذارید|چاپ|分享|分享到|打印|シェア|シェアする|공유|공유하기|"},
	{PHRASE_SHARE, "|xs sm md lg|a a|a a a|share print|share tweet|"},
	{PHRASE_ALSO, "|read also|also read|see also|read more|read more on this|more on this|also "
		      "on|watch|watch also|watch now|must read|"},
	{PHRASE_ALSO, "|related story|related article|related video|read this next|читайте также|читать "
		      "также|читайте еще|"},
	{PHRASE_ALSO, "|читайте ещё|читайте по теме|читать ещё|читать еще|смотрите также|см также|смотреть "
		      "также|подробнее|продолжение|"},
	{PHRASE_ALSO, "|ещё на эту тему|еще на эту тему|инчунин бихонед|ҳамчунин бихонед|ҳамчунин хонед|ин "
		      "ҳам ҷолиб|оқи отырыңыз|"},
	{PHRASE_ALSO, "|сондай ақ оқыңыз|оқыңыз|тағы да оқыңыз|дагы окуңуз|ошондой эле окуңуз|шунингдек "
		      "ўқинг|яна ўқинг|shuningdek oqing|yana oqing|"},
	{PHRASE_ALSO, "|lesen sie auch|mehr dazu|lesen sie mehr|lire aussi|à lire aussi|a lire aussi|à lire "
		      "également|lire également|lee también|"},
	{PHRASE_ALSO, "|lea también|lea además|leer también|mira también|ver también|leia também|leia "
		      "mais|veja também|leggi anche|"},
	{PHRASE_ALSO, "|vedi anche|lees ook|czytaj także|czytaj też|zobacz też|читайте також|дивіться "
		      "також|ayrıca bakınız|"},
	{PHRASE_ALSO, "|läs också|läs även|les også|læs også|čtěte také|citește și|citeste si|citiți "
		      "și|διαβάστε επίσης|baca juga|đọc thêm|xem thêm|"},
	{PHRASE_ALSO, "|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|شاهد أيضا|بیشتر بخوانید|همچنین "
		      "بخوانید|延伸阅读|相关阅读|関連記事|"},
	{PHRASE_MENU, "|home|main page|skip to content|skip to main content|skip to main navigation|skip to "
		      "search|skip to navigation|"},
	{PHRASE_MENU, "|accessibility links|breaking news|search|menu|log in|login|sign in|sign "
		      "up|register|subscribe|"},
	{PHRASE_MENU, "|back to top|top|contact us|about us|advertise|advertise with us|privacy policy|terms "
		      "of use|terms of service|terms and conditions|"},
	{PHRASE_MENU, "|cookie policy|close|open menu|toggle navigation|main "
		      "menu|language|english|русский|тоҷикӣ|қазақша|кыргызча|"},
	{PHRASE_MENU,
		"|ўзбекча|o "
		"zbekcha|ozbekcha|deutsch|français|español|العربية|فارسی|中文|previous|next|loading|wait|"},
	{PHRASE_MENU, "|главная|меню|поиск|войти|вход|регистрация|авторизация|наверх|вверх|назад|вернуться|к "
		      "началу|контакты|о нас|реклама на сайте|"},
	{PHRASE_MENU, "|перейти к содержанию|перейти к основному содержанию|ссылки для упрощенного "
		      "доступа|пайвандҳои дастрасӣ|"},
	{PHRASE_MENU, "|хабари нав|хабари фаврӣ|саҳифаи асосӣ|ҷустуҷӯ|басты бет|іздеу|башкы бет|издөө|бош "
		      "саҳифа|қидирув|bosh sahifa|startseite|suche|accueil|"},
	{PHRASE_MENU, "|rechercher|inicio|buscar|início|cerca|strona główna|ana sayfa|الرئيسية|بحث|صفحه "
		      "اصلی|جستجو|首页|搜索|ホーム|"},
	{PHRASE_NOTICE, "|advertisement|advertisements|advertising|ad|ads|sponsored|story continues below "
			"advertisement|"},
	{PHRASE_NOTICE, "|article continues below|article continues after advertisement|advertisement "
			"continue reading the main story|continue reading the main story|"},
	{PHRASE_NOTICE, "|scroll to continue|advertisement scroll to continue|adverts|promoted|реклама|на "
			"правах рекламы|реклама на asia|реклама партнеров|рекламный блок|"},
	{PHRASE_NOTICE, "|реклама и объявления|реклом|таблиғ|жарнама|жарнак|reklama|реклама на "
			"сайте|anzeige|werbung|publicité|"},
	{PHRASE_NOTICE, "|publicidad|publicidade|continua após a "
			"publicidade|pubblicità|advertentie|reclame|reklam|annons|annonse|annonce|"
			"advertorial|διαφήμιση|iklan|"},
	{PHRASE_NOTICE, "|scroll to continue with content|إعلان|إعلانات|تبلیغات|آگهی|广告|広告|광고|all "
			"rights reserved|все права защищены|"},
	{PHRASE_NOTICE, "|spot img|spot imgspot img|spot imgspot imgspot img|"}, {PHRASE_NONE, ""}};

static const struct phrases starts[] = {
	{PHRASE_ALSO, "|read also|also read|see also|читайте также|читать также|смотрите также|читайте по "
		      "теме|по теме|lesen sie auch|"},
	{PHRASE_ALSO, "|lire aussi|à lire aussi|a lire aussi|lee también|lea también|leia também|leia "
		      "mais|veja também|leggi anche|lees ook|"},
	{PHRASE_ALSO, "|czytaj także|czytaj też|zobacz też|zobacz także|читайте також|läs också|läs även|les "
		      "også|læs også|čtěte také|citește și|"},
	{PHRASE_ALSO, "|citeste si|διαβάστε επίσης|baca juga|اقرأ أيضا|اقرأ أيضاً|بیشتر بخوانید|همچنین "
		      "بخوانید|инчунин бихонед|ҳамчунин бихонед|"},
	{PHRASE_ALSO, "|тағы оқыңыз|оқи отырыңыз|дагы окуңуз|шунингдек ўқинг|яна ўқинг|shuningdek "
		      "oqing|related story|related article|related|read more|watch|more|"},
	{PHRASE_SHARE, "|follow us on|follow us|like us on|share this|share on|join us on|join our|find us "
		       "on|subscribe to our|subscribe to|sign up for|sign up to|"},
	{PHRASE_SHARE, "|download our|download the|get our|get the latest|присоединяйтесь к "
		       "нам|подписывайтесь на|подпишитесь на|подписаться на|"},
	{PHRASE_SHARE, "|следите за нашими|следите за новостями|читайте нас|читайте новости|наш "
		       "канал|поделиться|поделитесь|расскажите друзьям|"},
	{PHRASE_SHARE, "|мы в|telegram канал|ба канали|канали мо|ба мо ҳамроҳ|обуна шавед|бізге "
		       "жазылыңыз|бизге жазылыңыз|каналимизга|kanalimizga|folgen sie uns|"},
	{PHRASE_SHARE,
		"|abonnieren sie|suivez nous|abonnez vous|síguenos|suscríbete|siga nos|siga o|inscreva "
		"se|seguici|iscriviti|volg ons|takip edin|abone ol|تابعونا|ما را در|ا ما همراه|关注我们|"},
	{PHRASE_NOTICE,
		"|copyright|© |all rights reserved|все права защищены|при использовании материалов|при "
		"цитировании|при перепечатке|любое использование материалов|использование материалов|"},
	{PHRASE_NOTICE,
		"|перепечатка|visited|views|просмотров|просмотры|количество "
		"просмотров|дидан|қаралды|көрүлгөн|кўришлар|если вы нашли ошибку|если вы заметили ошибку|"},
	{PHRASE_NOTICE, "|нашли ошибку|нашли опечатку|заметили ошибку|выделите|выделите текст|сообщить об "
			"ошибке|хабарномаи мо|ҳангоми истифодаи мавод|"},
	{PHRASE_NOTICE, "|this article was originally published|a version of this article|this article is "
			"more than|this site uses "
			"cookies|we use cookies|by using this site|enable javascript|"},
	{PHRASE_NOTICE, "|please enable javascript|javascript is disabled|for more information about our "
			"privacy|our standards|our morning newsletter|support our|"},
	{PHRASE_NOTICE, "|support independent|become a member|donate|поддержите|поддержать|you have "
			"read|this content is for|to continue reading|already a subscriber|subscribe "
			"now|alle rechte vorbehalten|tous droits réservés|"},
	{PHRASE_NOTICE, "|todos los derechos|todos os direitos|tutti i diritti|wszelkie prawa|всі права|tüm "
			"hakları|責任编辑|责任编辑|编辑|版权|"},
	{PHRASE_CREDIT,
		"|photo|photos|photo by|photo credit|photo courtesy|image|image credit|image "
		"by|picture|pictured|file photo|credit|фото|фото с сайта|фото из|иллюстрация|иллюстративное "
		"фото|кадр из видео|скриншот|акс|аксҳо|сурат|фотосурат|сүрөт|фото автора|"},
	{PHRASE_CREDIT, "|архивное фото|foto|bild|bildquelle|symbolbild|crédit "
			"photo|crédits|imagen|imagem|fotó|zdjęcie|fot|fotoğraf|الصورة|عکس|图片来源|图|图为|"
			"写真|사진|"},
	{PHRASE_BYLINE,
		"|by|автор|авторы|текст|written by|posted by|published by|published|posted|posted "
		"on|published on|updated|last updated|last modified|date|дата|опубликовано|обновлено|"},
	{PHRASE_BYLINE, "|дата публикации|добавлено|нашр шуд|муаллиф|сана|автору|авторы "
			"материала|von|veröffentlicht|aktualisiert|par|publié|mis à "
			"jour|por|publicado|actualizado|di|pubblicato|autor|data|"},
	{PHRASE_BYLINE, "|yazan|yayınlanma|güncelleme|بواسطة|تاریخ|کد "
			"خبر|来源|作者|发布时间|时间|日期|記者|記事|입력|기자|reading time|min read|"},
	{PHRASE_RECAP,
		"|we will recall|we recall|recall|it will be recalled|it should be recalled|it is worth "
		"recalling|it is to be recalled|it may be recalled|to recall|to remind|as we reported|as "
		"reported earlier|as reported|as previously reported|earlier it was reported|"},
	{PHRASE_RECAP, "|earlier we reported|previously it was reported|напомним|напоминаем|ранее "
		       "сообщалось|ранее мы писали|ранее мы сообщали|как сообщалось|как сообщалось ранее|как "
		       "мы писали|как ранее сообщалось|ранее стало известно|"},
	{PHRASE_RECAP, "|ёдовар мешавем|ёдрас мекунем|хотиррасон мешавем|хотиррасон мекунем|пештар хабар "
		       "дода|қаблан хабар дода|еске салайық|еске сала кетейік|еске сала кетсек|айта "
		       "кетейік|эске салсак|эске сала кетсек|эслатиб ўтамиз|эслатамиз|eslatib "
		       "otamiz|eslatamiz|eslatib o tamiz|wie berichtet|zuvor|ранее|"},
	{PHRASE_NONE, ""}};

static enum phrase look_up(const struct phrases *table, const char *folded, size_t len)
{
	char key[FOLDED + 3];

	key[0] = '|';
	memcpy(key + 1, folded, len);
	key[len + 1] = '|';
	key[len + 2] = '\0';
	for (; table->kind != PHRASE_NONE; table++)
		if (strstr(table->list, key))
			return table->kind;
	return PHRASE_NONE;
}

enum phrase phrase_whole(struct str line)
{
	char folded[FOLDED];
	size_t len = line.len > FOLDED * 2 ? 0 : line_fold(folded, sizeof folded, line);

	return len && len < FOLDED - 1 ? look_up(whole, folded, len) : PHRASE_NONE;
}

// Ever shorter beginnings, longest first, so that "related story" wins over "related".
enum phrase phrase_start(struct str line)
{
	enum { REACH = 60 };
	char folded[REACH + 1];
	size_t len = line_fold(folded, sizeof folded, line);

	while (len) {
		enum phrase kind = look_up(starts, folded, len);

		if (kind != PHRASE_NONE)
			return kind;
		while (len && folded[len - 1] != ' ')
			len--;
		while (len && folded[len - 1] == ' ')
			len--;
	}
	return PHRASE_NONE;
}
