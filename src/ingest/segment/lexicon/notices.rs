//! What papers ask of their readers below an article: to subscribe, to follow, to give, to tell of a
//! mistake; and what they say of themselves. Phrases that no report has among its own sentences.

use super::Kind;

/// Phrases by what they are for, `|` between them.
pub(super) const PHRASES: &[(Kind, &str)] = &[(
    Kind::Notice,
    "straight to your phone|straight to your inbox|delivered to your inbox|download our app|download our free app|download the app|send us a message|message us on|email us at|email us your|\
     our whatsapp channel|our whatsapp group|our telegram channel|our facebook page|our youtube channel|our mailing list|our free newsletter|our daily newsletter|our weekly newsletter|our newsletters|breaking news alerts|push notifications|\
     may receive compensation|may earn a commission|earn a small commission|when you click on links|written consent|may not be published broadcast|may not be reproduced|support independent journalism|support our journalism|support quality journalism|\
     become a member|become a subscriber|make a donation|free articles|articles remaining|was this article helpful|did you find this|report a typo|submit a correction|spotted an error|see an error|thanks for reading|thank you for reading|follow us on|follow him on twitter|follow her on twitter|\
     fanden sie diesen artikel|war dieser artikel hilfreich|fehler gefunden|fehler entdeckt|unterstützen sie unseren|unterstützen sie unsere|unterstütze unsere arbeit|mit ihrer spende|ihre spende|spendenkonto|kostenlos testen|laden sie unsere app|unsere kostenlose app|\
     nichts mehr verpassen|keine nachricht verpassen|immer bestens informiert|folgen sie uns auf|folgt uns auf|zum vergrößern|bild anklicken|probeabo|diese website verwendet|diese website benutzt|diese seite verwendet|erschien zuerst auf|erschien zuerst bei|empfiehl dies|werbefrei|\
     abonnez vous à|abonnez vous pour|inscrivez vous à|recevez chaque|recevez gratuitement|téléchargez l application|téléchargez notre|suivez nous sur|ce site utilise|faites un don|signaler une erreur|il vous reste|article est réservé|reproduction interdite|\
     recibe en tu correo|recibe las noticias|descarga la app|descarga nuestra|síguenos en|hazte socio|hazte suscriptor|este sitio utiliza|reportar error|encontraste un error|únete a nuestro|prohibida la reproducción|prohibida su reproducción|nuestro boletín|nuestro canal de|\
     iscriviti al canale|iscriviti al nostro|ricevi le notizie|ricevi gratis|scarica l app|scarica la nostra|seguici su|segnala un errore|questo sito utilizza|riproduzione riservata|resta aggiornato|entra nel nostro|\
     receba as notícias|receba no seu|baixe o app|baixe o aplicativo|baixe nosso|siga nos no|nos siga no|inscreva se no|entre no grupo|entre no nosso|participe do nosso|este site utiliza|reprodução proibida|encontrou um erro|\
     schrijf je in voor|meld je aan voor|ontvang dagelijks|download de app|volg ons op|fout gezien|taalfout gezien|deze site gebruikt|deze website gebruikt|\
     zapisz się na|pobierz aplikację|pobierz naszą|obserwuj nas|zgłoś błąd|wesprzyj nas|zachęcamy do subskrypcji|do subskrypcji|ta strona używa|ta strona korzysta|dołącz do nas|śledź nas|kup prenumeratę|kopiowanie zabronione|\
     читайте нас в|следите за нашими|подписывайтесь на|подпишитесь на|скачайте приложение|скачать приложение|этот сайт использует|присоединяйтесь к нам|подписаться на канал|перепечатка материалов|выделите фрагмент|выделите ее|\
     підписуйтесь на|підпишіться на|читайте нас у|читайте нас в|приєднуйтесь до|знайшли помилку|виділіть її|\
     bültenimize|uygulamayı indirin|uygulamamızı indirin|bizi takip edin|izinsiz kopyalanamaz|izinsiz yayınlanamaz|kanalımıza|\
     تابعونا على|تابعنا على|حمل التطبيق|حملوا تطبيق|اشتركوا في|اشترك في قناتنا|لمتابعة آخر الأخبار|\
     ما را در|کانال تلگرام|عضو کانال|به کانال ما|دانلود اپلیکیشن|\
     ہمارے واٹس ایپ چینل|ہمیں فالو کریں|ہماری ایپ",
)];
