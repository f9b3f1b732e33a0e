//! Words of the page rather than of the article: buttons, section names, notices, headings of
//! lists of other articles, and the labels before dates, names and numbers.
//!
//! They are matched as whole words without regard to case. The languages are those that news
//! pages reach us in most; a language that is missing costs a cue, never an article.

mod notices;
mod scripts;

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Range;
use std::sync::LazyLock;

use super::runs;
use crate::ingest::calendar::lexicon::Fnv;

/// What a phrase of the page is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A button or a link to share, print, sign in.
    Button,
    /// A place on the site.
    Section,
    /// Legal notices, newsletters, cookies.
    Notice,
    /// The heading over other articles.
    Others,
    /// Comments: their heading, their form.
    Comments,
    /// Before the headline of another article.
    ReadMore,
    /// Before a number or a category of the article itself.
    Record,
    /// Before a list of keywords.
    Tags,
    /// Before a name.
    By,
    /// What a writer is.
    Role,
    /// Before a date.
    When,
    /// Before the name of a publisher.
    Publisher,
    /// Before who made a picture.
    Picture,
    /// Before who else worked on the report.
    SignOff,
    /// Where an advertisement stood.
    Advert,
}

impl Kind {
    /// How many kinds there are.
    pub(crate) const COUNT: usize = 15;
}

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    /// What it is for.
    pub(crate) kind: Kind,
    /// Its first word.
    pub(crate) at: usize,
    /// How many words it has.
    pub(crate) len: usize,
}

const PHRASES: &[(Kind, &str)] = &[
    (
        Kind::Button,
        "story continues below|story continues below advertisement|article continues below|article continues below advertisement|article continues after|advertisement scroll to continue|scroll to continue|embedded content|manage preferences|manage cookies|accept all|accept cookies|reject all|already a subscriber|listen to this article|gift this article|open in app|enlarge image|toggle caption|\
         mit freunden teilen|teilen sie dies|buch bestellen|externer inhalt|entdecken sie jetzt|affiliatelink|teilen sie dies mit|partager cet article|compartir este artículo|condividi questo articolo|udostępnij artykuł|deel dit artikel|поделиться статьей|paylaşın|\
         alle anzeigen|zum shop|vergrößern|bild vergrößern|teilen mit|sharen mit|share with|vorheriges|zur anmeldung|zur kasse|instant access|add to basket|in den warenkorb|jetzt kaufen|jetzt lesen|jetzt bestellen|jetzt abonnieren|jetzt registrieren|zurück zum|zurück zur|mehr lesen|mehr infos|mehr informationen|ver todos|ver todas|mostrar más|compartir en|partager sur|condividi su|seguir leyendo|continuar leyendo|continuer la lecture|\
         suchen|suche nach|search for|nach oben|zum inhalt springen|zum inhalt wechseln|zum seitenanfang|direkt zum inhalt|mehr erfahren|abbrechen|schließen|schliessen|cancel|submit|twittern|artikel teilen|jetzt anmelden|abmelden|passwort vergessen|forgot your password|passwort|newsletter abonnieren|subscribe now|angemeldet bleiben|folge uns|liken|loading|wird geladen|toggle navigation|zurück zur übersicht|jetzt spenden|spenden|mitglied werden|jetzt testen|xing|google|email protected|vorname|nachname|sie sind hier|password recovery|get help|see also|cerrar|buscar en|ver más noticias|fermer|rechercher sur|s identifier|mot de passe|chiudi|cerca nel sito|sluiten|zoeken naar|zamknij|szukaj w|udostępnij na|закрыть|поиск по сайту|kapat|ara|\
         share|shares|share this|share on|sharing is caring|tweet|email|e-mail|print|save|facebook|twitter|whatsapp|pinterest|linkedin|reddit|\
         instagram|telegram|youtube|tumblr|flipboard|messenger|copy link|link copied|sign in|sign up|log in|login|register|subscribe|follow|follow us|follow us on|\
         like|like this|like loading|reply|replies|recommend|recommends|report|report abuse|report comment|flag|download|listen|watch|play|pause|close|\
         read more|continue reading|show more|load more|see more|view more|view all|see all|show all|learn more|more|next|previous|previous post|next post|\
         back|back to top|skip to content|skip to main content|click here|advertisement|advertising|sponsored|ad|ads|get the app|share article|share this article|\
         share this story|send|copy|permalink|text size|font size|shop now|buy now|add to cart|donate|support us|\
         teilen|drucken|merken|anmelden|registrieren|abonnieren|folgen|folgen sie uns|weiterlesen|mehr|weiter|zurück|anzeige|werbung|artikel anzeigen|antworten|antwort|\
         kommentieren|mehr anzeigen|zur startseite|zum inhalt|merkliste|empfehlen|senden|gefällt mir|mitmachen|\
         partager|imprimer|envoyer|connexion|se connecter|s abonner|abonnez vous|suivez nous|lire la suite|en savoir plus|publicité|répondre|suivant|précédent|\
         compartir|imprimir|enviar|iniciar sesión|suscribirse|suscríbete|síguenos|leer más|publicidad|responder|siguiente|anterior|ver más|\
         condividi|stampa|invia|accedi|iscriviti|abbonati|seguici|leggi tutto|continua a leggere|pubblicità|rispondi|mi piace|\
         compartilhar|compartilhe|imprimir|entrar|assine|siga nos|leia mais|publicidade|saiba mais|\
         delen|afdrukken|inloggen|abonneren|volg ons|lees meer|advertentie|reageer|\
         udostępnij|drukuj|zaloguj|zaloguj się|czytaj więcej|czytaj dalej|reklama|odpowiedz|\
         поделиться|печать|войти|подписаться|подписывайтесь|читать далее|подробнее|реклама|ответить|нравится|\
         paylaş|yazdır|giriş yap|abone ol|devamını oku|reklam|cevapla",
    ),
    (
        Kind::Section,
        "service|services|presse|press|english|deutsch|français|español|italiano|veranstaltungen|partner|termine|links|kategorien|downloads|medien|publikationen|aktuelles|reviews|bücher|magazin|community|aktuell|unternehmen|ratgeber|musik|beauty|gewinnspiele|wissen|technik|team|interviews|anzeigen|projekte|übersicht|social media|navigation|energie|reisen|produkte|pressemitteilungen|opinión|multimedia|features|fashion|media|games|rezepte|inhalt|fußball|fussball|education|wohnen|recht|mundo|mode|auto|panorama|nachhaltigkeit|kalender|immobilien|deals|tests|spiele|familie|bildung|artikel|tennis|golf|environment|digitalisierung|design|books|über mich|tools|netiquette|mobilität|management|hauptmenü|finanzen|ausbildung|allgemein|wir über uns|tickets|specials|meinung|kolumnen|informationen|gutscheine|ernährung|editorial|wintersport|turismo|theater|software|real estate|mediathek|eishockey|beitrags navigation|ansprechpartner|angebote|aktionen|verkehr|tipps|tecnología|sonstiges|shopping|kontaktformular|football|crime|basketball|pressekontakt|parenting|lexikon|letters to the editor|legal|jobbörse|hintergrund|guides|especiales|arts|blogroll|stellenanzeigen|standorte|secciones|region|recipes|motorsport|mein konto|horoskop|finance|fernsehen|essen trinken|dossiers|commentary|about me|abo service|verlag|umwelt|technologie|style|special reports|schlagzeilen|neuigkeiten|middle east|literatur|kunst|inhaltsverzeichnis|hauptnavigation|comics|breaking news|ausland|alle themen|africa|asia|europe|überblick|últimas noticias|stellenmarkt|mobile version|regional|quiz|press releases|liveticker|kleinanzeigen|information|forums|fitness|feedback|erweiterte suche|entretenimiento|chronik|aktuelle ausgabe|alle artikel|accessibility|weitere informationen|warenkorb|tv programm|customer service|cartoons|bildergalerien|galerie|freizeit|info|digital|kino|motor|money|living|sociedad|cultura|tendencias|vidéos|culture|sciences|planète|régions|emploi|jeux|boutique|fotos|motori|viaggi|regioni|economie|buitenland|binnenland|sportnieuws|gospodarka|polska|świat|kraj|rozrywka|zdrowie|nauka|общество|культура|наука|мир|происшествия|технологии|gündem|dünya|ekonomi|spor|sağlık|teknoloji|yaşam|\
         home|homepage|menu|search|news|world|politics|business|economy|sport|sports|opinion|culture|technology|tech|science|health|entertainment|lifestyle|\
         travel|video|videos|photos|gallery|podcast|podcasts|weather|jobs|careers|shop|store|events|blog|blogs|archive|archives|categories|category|topics|sections|\
         login|my account|account|sitemap|site map|faq|help|support|contact|contact us|about|about us|advertise|advertise with us|rss|rss feeds|newsletters|apps|mobile|\
         international|national|local|columns|columnists|editorials|letters|obituaries|classifieds|marketplace|magazine|e-paper|epaper|tv|radio|live|cars|autos|music|movies|film|food|\
         startseite|suche|nachrichten|politik|wirtschaft|kultur|wissenschaft|gesundheit|reise|wetter|kontakt|über uns|impressum|agb|hilfe|themen|archiv|mediadaten|karriere|stellenangebote|\
         accueil|recherche|rechercher|actualités|politique|économie|société|santé|contactez nous|qui sommes nous|mentions légales|\
         inicio|buscar|noticias|política|economía|deportes|sociedad|salud|contacto|quiénes somos|aviso legal|\
         cerca|notizie|cronaca|economia|cultura|salute|contatti|chi siamo|\
         início|notícias|esportes|saúde|contato|quem somos|\
         zoeken|nieuws|over ons|szukaj|wiadomości|kontakt|o nas|главная|новости|поиск|контакты|о нас|спорт|политика|экономика|ana sayfa|haberler|iletişim|hakkımızda",
    ),
    (
        Kind::Notice,
        "this story has been updated|this article has been updated|appears in print|for subscribers only|exclusive to subscribers|subscriber only content|follow her on|follow him on|follow them on|can be reached at|write to the editor|letters to the editor|welcomes letters|réservé aux abonnés|réservé à nos abonnés|solo para suscriptores|exclusivo para suscriptores|nur für abonnenten|exklusiv für abonnenten|riservato agli abbonati|exclusivo para assinantes|dla subskrybentów|sign up|\
         keine haftung|dieser beitrag wurde|dieser eintrag wurde|der beitrag wurde|wurde veröffentlicht in|gekennzeichnet mit|enthält werbung|not responsible for|supporting our work|valid email address|trust principles|if you enjoyed|sign up to get|para comentar|debes registrarte|angemeldete benutzer|kommentieren und bewerten|benachrichtigung|in ihrem browser|posted in|was posted in|filed under|no se hace responsable|n est pas responsable|nie ponosi odpowiedzialności|не несет ответственности|\
         creative commons|cc by|cc by sa|licensed under|stehen unter|steht unter|abonnieren sie|auf dem laufenden|canal de telegram|canal de youtube|canal de whatsapp|suscríbete a|prawa autorskie|written permission|without permission|opinions expressed|opinions exprimées|affiliate link|amazon product|versandkosten|bestellwert|kostenfreie lieferung|warenkorb|kundenkonto|als e-paper|im abo|\
         wird niemals veröffentlicht|cookie einstellungen|datenschutzeinstellungen|rechtliches|rechtliche hinweise|widerrufsbelehrung|interest based ads|barrierefreiheit|impressum|do not sell|personal information|customer service|jugendschutz|nutzungsbasierte|\
         cookie|cookies|newsletter|newsletters|privacy|privacy policy|terms|terms of use|terms of service|terms and conditions|all rights reserved|copyright|\
         rights reserved|email address|e-mail address|your email|your inbox|your browser|javascript|disclaimer|disclosure|affiliate|affiliate links|commission|trademark|trademarks|registered trademark|\
         unsubscribe|subscriber|subscribers|subscription|subscriptions|adblock|ad blocker|powered by|designed by|wordpress|cookie policy|use of cookies|we use cookies|free trial|sign up for|\
         notifications|required fields|must be logged in|be logged in to|will not be published|support our work|support us|captcha|akismet|follow us on|like us on|join us on|\
         datenschutz|datenschutzerklärung|nutzungsbedingungen|alle rechte vorbehalten|angemeldet sein|eingeloggt sein|kommentar abzugeben|kommentare zu schreiben|wird nicht veröffentlicht|nicht veröffentlicht|erforderliche felder|pflichtfelder|unterstützen sie uns|unterstütze uns|informieren sie täglich|e-mail-adresse|urheberrecht|vorbehalten|abo|abonnement|registrierung|\
         confidentialité|tous droits réservés|ne sera pas publiée|champs obligatoires|conditions d utilisation|adresse e-mail|droits réservés|\
         privacidad|todos los derechos reservados|no será publicada|campos obligatorios|términos|condiciones de uso|correo electrónico|derechos reservados|\
         tutti i diritti riservati|diritti riservati|informativa|iscriviti alla newsletter|partita iva|\
         todos os direitos reservados|direitos reservados|política de privacidade|\
         alle rechten voorbehouden|privacybeleid|wszelkie prawa zastrzeżone|polityka prywatności|ciasteczka|\
         все права защищены|политика конфиденциальности|рассылка|файлы cookie|при использовании материалов|\
         tüm hakları saklıdır|gizlilik|çerez",
    ),
    (
        Kind::Others,
        "verwandte beiträge|das thema könnte dich auch interessieren|entdecke weitere|interessantes aus|mehr zu|article suivant|article précédent|artículo anterior|artículo siguiente|articolo precedente|articolo successivo|previous article|next article|热门推荐|相关新闻|相关阅读|相关文章|推荐阅读|関連記事|おすすめ記事|人気記事|관련기사|weitere beiträge aus|nos articles|vos articles|najpopularniejsze|najczęściej komentowane|самое читаемое|\
         zum weiterlesen|siehe auch|see also|ähnliche nachrichten|ähnliche themen|ähnliche produkte|beliebte tags|beliebte artikel|beliebte beiträge|markiert mit|verschlagwortet mit|quellenangaben|weiterführende links|weiterführende informationen|links zum thema|zum thema|notas relacionadas|nota relacionada|noticia relacionada|explore further|further reading|dich interessiert vielleicht auch|auch spannend|auch lesenswert|lesetipps|lesetipp|más sobre|lo último|te recomendamos|recomendados|ver también|plus d articles|dans la même rubrique|articles récents|à ne pas manquer|najnowsze|popularne|zobacz również|czytaj również|powiązane|ещё по теме|другие новости|articoli simili|ultime notizie|veja mais|mais notícias|últimas notícias|meer nieuws|gerelateerd|ander nieuws|\
         related|related articles|related stories|related posts|related news|related content|related topics|related coverage|related video|related videos|related tags|related links|more in|more from|more on|more about|more news|more stories|\
         more articles|recommended|recommended for you|recommended stories|recommended reading|recent posts|recent articles|recent stories|recent comments|most read|most popular|most viewed|most commented|most shared|popular|popular posts|popular stories|popular now|\
         trending|trending now|trending stories|latest|latest news|latest stories|latest articles|latest posts|top stories|top news|read next|up next|what to read next|you may also like|you might also like|you may like|also on|\
         don t miss|editor s picks|editors picks|our picks|in case you missed it|from the web|around the web|from our partners|promoted|paid content|sponsored content|sponsored stories|sponsored links|in this story|in this article|topics|tags|stay connected|about the author|about author|original news|source|sources|\
         mehr zum thema|mehr aus|auch interessant|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|weitere artikel|weitere beiträge|aktuelle artikel|vorheriger beitrag|nächster beitrag|vorheriger artikel|nächster artikel|das könnte sie interessieren|weitere meldungen|weitere themen|ähnliche artikel|ähnliche beiträge|verwandte artikel|verwandte themen|meistgelesen|meistgelesene artikel|neueste artikel|neueste beiträge|neue artikel|aktuelle beiträge|top themen|passend zum thema|lesen sie auch|schlagwörter|schlagworte|über den autor|\
         sur le même sujet|à lire aussi|a lire aussi|lire aussi|à lire également|lire également|archivado en|articles liés|articles similaires|les plus lus|voir aussi|à découvrir|dernières actualités|\
         noticias relacionadas|artículos relacionados|te puede interesar|también te puede interesar|lo más leído|más leídas|lo más visto|más noticias|entradas recientes|\
         articoli correlati|potrebbe interessarti|ti potrebbe interessare|leggi anche|i più letti|notizie correlate|articoli recenti|\
         leia também|veja também|notícias relacionadas|mais lidas|artigos relacionados|\
         lees ook|gerelateerde artikelen|meest gelezen|zobacz także|zobacz też|czytaj także|czytaj też|najczęściej czytane|polecane|powiązane artykuły|\
         читайте также|по теме|похожие статьи|популярное|последние новости|материалы по теме|ilgili haberler|en çok okunan|son dakika",
    ),
    (
        Kind::Comments,
        "antworten zu|keine kommentare|kommentare for|responses to|comments on|réponses à|respuestas a|aucun commentaire|sin comentarios|nessun commento|nenhum comentário|geen reacties|brak komentarzy|нет комментариев|no comments|no comments yet|artikel bewerten|wie bewerten sie diesen artikel|\
         name erforderlich|kommentar ein|hinterlasse einen kommentar|neueste kommentare|kommentare feed|comments are closed|bloggern gefällt das|kommentar abschicken|kommentare anzeigen|alle kommentare|commentaires fermés|los comentarios están cerrados|\
         comment|comments|reader comments|leave a comment|leave a reply|post a comment|post comment|add a comment|add comment|write a comment|join the conversation|join the discussion|conversation|conversations|facebook conversations|view comments|show comments|your comment|responses|thoughts on|pingback|pingbacks|discussion|\
         kommentar|kommentare|leserkommentare|schreibe einen kommentar|kommentar schreiben|kommentar verfassen|kommentar hinterlassen|leserbriefe|forum|\
         commentaire|commentaires|laisser un commentaire|ajouter un commentaire|réactions|\
         comentario|comentarios|deja un comentario|deja una respuesta|comentar|comentários|deixe um comentário|deixe uma resposta|\
         commento|commenti|lascia un commento|reactie|reacties|geef een reactie|komentarz|komentarze|dodaj komentarz|\
         комментарий|комментарии|комментариев|добавить комментарий|оставить комментарий|yorum|yorumlar|yorum yap",
    ),
    (
        Kind::ReadMore,
        "read more|read also|also read|read|see also|see more|watch|related|more|don t miss|\
         lesen sie auch|auch lesen|lesen sie mehr|mehr dazu|siehe auch|lire aussi|à lire aussi|a lire aussi|voir aussi|à lire|lea también|lee también|vea también|le puede interesar|te puede interesar|ver también|\
         leggi anche|leggi|vedi anche|leia também|leia mais|veja também|lees ook|bekijk ook|czytaj też|czytaj także|zobacz też|zobacz także|читайте также|читать также|смотрите также|ayrıca bakınız",
    ),
    (
        Kind::Record,
        "news id|article id|story id|story code|news code|id|code|section|category|categories|filed under|posted in|published in|in category|reading time|min read|minute read|minutes read|views|hits|kategorie|rubrik|lesezeit|rubrique|temps de lecture|categoría|sección|categoria|sezione|tempo di lettura|rubriek|kategoria|рубрика|категория|просмотров|kategori",
    ),
    (
        Kind::Tags,
        "tags|tag|tagged|keywords|key words|topics|topic|labels|related tags|related topics|hashtags|schlagwörter|schlagworte|stichworte|themen|mots clés|étiquettes|etiquetas|palabras clave|temas|etichette|argomenti|palavras chave|trefwoorden|tagi|теги|метки|ключевые слова|etiketler",
    ),
    (
        Kind::By,
        "by|written by|posted by|published by|reported by|story by|text by|words by|author|authors|reporter|writer|von|autor|autorin|text|redaktion|par|auteur|por|di|autore|a cura di|door|auteurs|autorzy|автор|авторы|текст|yazar|yazan|haber",
    ),
    (
        Kind::Role,
        "staff writer|staff reporter|staff|reporter|correspondent|special correspondent|editor|senior editor|contributor|contributing writer|columnist|journalist|writer|news desk|web desk|news agency|agencies|associated press|redakteur|redakteurin|redaktion|korrespondent|korrespondentin|journaliste|correspondant|redactor|redacción|corresponsal|redazione|giornalista|inviato|correspondente|redação|redactie|redakcja|корреспондент|обозреватель|редакция|muhabir|editör",
    ),
    (
        Kind::When,
        "published|published on|publish date|published at|date published|publication date|posted|posted on|posted at|updated|updated on|updated at|last updated|last updated on|last modified|modified|date|released|first published|on|at|created|issued|uploaded|aired|\
         veröffentlicht|veröffentlicht am|erstellt|erstellt am|aktualisiert|aktualisiert am|zuletzt aktualisiert|datum|stand|vom|am|um|uhr|online seit|\
         publié|publié le|mis à jour|mis à jour le|mise à jour|modifié le|le|à|\
         publicado|publicado el|publicado em|a las|alle ore|às|saat|actualizado|actualizado el|atualizado|atualizado em|fecha|data|\
         pubblicato|pubblicato il|aggiornato|aggiornato il|gepubliceerd|gepubliceerd op|bijgewerkt|geplaatst|\
         opublikowano|aktualizacja|data publikacji|dodano|опубликовано|обновлено|дата|дата публикации|yayınlanma|güncelleme|tarih|giriş",
    ),
    (
        Kind::Publisher,
        "source|sources|original source|publisher|published by|via|quelle|fonte|fuente|bron|źródło|источник|kaynak",
    ),
    (
        Kind::Picture,
        "photograph|photograph by|photographs|photography|bild via|foto via|crédito|crédit|crédits|credits|quelle bild|bildnachweis|fotocredit|foto credit|ap photo|reuters photo|image courtesy|photo illustration|screenshot|screengrab|handout|courtesy of|via getty|\
         image caption|media caption|getty|photo|photo by|photos by|photo credit|photo courtesy|image|image credit|images|image source|picture|credit|getty images|getty|file photo|illustration|caption|foto|fotos|bild|bilder|symbolbild|bildquelle|photo d illustration|crédit photo|imagen|imagem|immagine|beeld|zdjęcie|fot|фото|fotoğraf",
    ),
    (
        Kind::Advert,
        "advertisement|advertising|sponsored|ad|story continues below|story continues below advertisement|article continues below|article continues below advertisement|article continues after|advertisement scroll to continue|scroll to continue|continue reading below|\
         anzeige|werbung|publicité|la suite après la publicité|publicidad|pubblicità|publicidade|continua após a publicidade|advertentie|reklama|реклама|reklam|haberin devamı|haberin devamı aşağıda|devamı aşağıda|إعلان|إعلانات|تبلیغات|آگهی|اشتہار",
    ),
    (
        Kind::SignOff,
        "contributing|contributed by|reporting by|additional reporting|additional reporting by|additional writing by|with reporting by|with reporting from|writing by|editing by|edited by|compiled by|translated by|translation by|produced by|with inputs from|with agencies|with wires|\
         mitarbeit|unter mitarbeit|mit material|mit agenturmaterial|redigiert von|übersetzt von|avec afp|avec agences|avec l afp|édité par|traduit par|con información de|información de|editado por|traducido por|com informações|com agências|editing di|met medewerking van|oprac|opracował|opracowała",
    ),
];

type Phrases = HashMap<&'static str, Vec<(Kind, Vec<&'static str>)>, BuildHasherDefault<Fnv>>;

/// Phrases by their first word, longest first.
static BY_FIRST_WORD: LazyLock<Phrases> = LazyLock::new(|| {
    let mut table = Phrases::default();
    let phrases = PHRASES
        .iter()
        .chain(scripts::PHRASES)
        .chain(notices::PHRASES);
    for (kind, list) in phrases {
        for phrase in list.split('|') {
            let mut words = phrase.split([' ', '-']).filter(|word| !word.is_empty());
            if let Some(first) = words.next() {
                table
                    .entry(first)
                    .or_default()
                    .push((*kind, words.collect()));
            }
        }
    }
    for entries in table.values_mut() {
        entries.sort_by_key(|(_, rest)| std::cmp::Reverse(rest.len()));
    }
    table
});

/// The words of a line as phrases are matched against them: lower case, marks taken off.
pub(crate) struct Words {
    /// The line, and behind it words that are written otherwise in lower case.
    letters: String,
    ranges: Vec<Range<usize>>,
}

impl Words {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.ranges.len()
    }

    /// The first `most` of them.
    pub(crate) fn first(mut self, most: usize) -> Self {
        self.ranges.truncate(most);
        self
    }

    /// Those from the `from`th on; none if there are not so many.
    pub(crate) fn from(&self, from: usize) -> impl Iterator<Item = &str> {
        let ranges = self.ranges.get(from..).unwrap_or_default();
        ranges
            .iter()
            .map(|range| self.letters.get(range.clone()).unwrap_or_default())
    }
}

/// The words of a line, to match phrases against.
pub(crate) fn plain_words(line: &str) -> Words {
    let mut words = Words {
        letters: line.to_ascii_lowercase(),
        ranges: Vec::with_capacity(line.len() / 5),
    };
    for run in runs::each(line) {
        if run.is_ascii {
            words.ranges.push(run.bytes);
        } else {
            // Lower case may be longer or shorter: such words stand behind the line.
            let word = line.get(run.bytes).unwrap_or_default();
            let start = words.letters.len();
            words.letters.push_str(&word.to_lowercase());
            words.ranges.push(start..words.letters.len());
        }
    }
    words
}

/// A bit for each shape that first words of phrases have: most words of a text begin no phrase
/// and need not be hashed.
static SHAPES: LazyLock<Box<[u64]>> = LazyLock::new(|| {
    let mut shapes = vec![0; 1 << 10];
    for word in BY_FIRST_WORD.keys() {
        let (at, bit) = shape(word);
        if let Some(slot) = shapes.get_mut(at) {
            *slot |= bit;
        }
    }
    shapes.into()
});

/// The place of a word's bit: its length, its first two bytes and its last.
fn shape(word: &str) -> (usize, u64) {
    let bytes = word.as_bytes();
    let (first, last) = (bytes.first(), bytes.last());
    let letter = |byte: Option<&u8>| u64::from(byte.copied().unwrap_or(0));
    let sum =
        letter(first) | letter(bytes.get(1)) << 8 | letter(last) << 16 | (bytes.len() as u64) << 24;
    let mixed = sum.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
    let at = usize::try_from(mixed >> 6).unwrap_or(0);
    (at, 1 << (mixed & 63))
}

/// Every phrase in `words`; of the phrases of one kind that begin at a word the longest.
pub(crate) fn hits(words: &Words) -> Vec<Hit> {
    let (table, shapes) = (&*BY_FIRST_WORD, &**SHAPES);
    let mut found = Vec::new();
    for (at, word) in words.from(0).enumerate() {
        let (shape, bit) = shape(word);
        if shapes.get(shape).is_none_or(|known| known & bit == 0) {
            continue;
        }
        let Some(entries) = table.get(word) else {
            continue;
        };
        let mut seen = [false; Kind::COUNT];
        for (kind, rest) in entries {
            let there = words.from(at + 1).take(rest.len());
            if there.eq(rest.iter().copied())
                && let Some(seen) = seen.get_mut(*kind as usize)
                && !std::mem::replace(seen, true)
            {
                found.push(Hit {
                    kind: *kind,
                    at,
                    len: rest.len() + 1,
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_of_a_kind_is_found() {
        let found = hits(&plain_words("Leave a Comment - Share on Facebook"));
        assert!(found.contains(&Hit {
            kind: Kind::Comments,
            at: 0,
            len: 3
        }));
        assert!(found.contains(&Hit {
            kind: Kind::Button,
            at: 3,
            len: 2
        }));
    }
}
