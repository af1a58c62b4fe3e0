// SPDX-License-Identifier: MIT
// Every sentence of the reports: its name, English, Russian, Tajik. {0} to {9} are filled in by phrase_add.
// Internal to reports/.
#ifndef REPORTS_PHRASE_LIST_H
#define REPORTS_PHRASE_LIST_H

// clang-format off
#define PHRASE_LIST(X) \
X(P_LANGUAGE, "en", "ru", "tg") \
X(P_TITLE, "Topics in the news", "Темы в новостях", "Мавзӯъҳо дар хабарҳо") \
X(P_WEEKLY, "Weekly report", "Недельный отчёт", "Гузориши ҳафтаина") \
X(P_DAILY, "Daily report", "Ежедневный отчёт", "Гузориши ҳаррӯза") \
X(P_MONTHLY, "Monthly report", "Месячный отчёт", "Гузориши моҳона") \
X(P_SPAN, "{0} to {1}", "{0} — {1}", "аз {0} то {1}") \
X(P_WEEK_NAMED, "week {0}", "неделя {0}", "ҳафтаи {0}") \
X(P_SO_FAR, "so far", "ещё не закончилась", "ҳанӯз ба охир нарасидааст") \
X(P_ALL_TOPICS, "all topics", "все темы", "ҳамаи мавзӯъҳо") \
X(P_SKIP, "Skip to the findings", "К выводам", "Ба хулосаҳо") \
X(P_CONTENTS, "Contents", "Содержание", "Мундариҷа") \
X(P_FINDINGS, "What stands out", "Что выделяется", "Чӣ ҷолиби диққат аст") \
X(P_WARNINGS, "Read with care", "Читать с оговорками", "Бо эҳтиёт хонед") \
X(P_NOTHING, "Nothing notable.", "Ничего примечательного.", "Ягон чизи назаррас нест.") \
X(P_LATEST, "The latest full period: {0}", "Последний полный период: {0}", "Давраи охирини пурра: {0}") \
X(P_OVER_TIME, "Shares over time", "Доли во времени", "Ҳиссаҳо дар тӯли вақт") \
X(P_TOPIC_BY_TOPIC, "Topic by topic", "По темам", "Аз рӯи мавзӯъҳо") \
X(P_CALENDAR, "Calendar", "Календарь", "Тақвим") \
X(P_SOURCES, "Sources and coverage", "Источники и охват", "Манбаъҳо ва фарогирӣ") \
X(P_TERMS, "What drove it: terms and articles", "Чем это вызвано: слова и статьи", "Сабаби он: калимаҳо ва мақолаҳо") \
X(P_NUMBERS, "Numbers", "Числа", "Рақамҳо") \
X(P_EARLIER, "Earlier phases and other changes", "Прежние фазы и другие изменения", "Давраҳои пешина ва тағйироти дигар") \
X(P_NAV_SOURCES, "Sources", "Источники", "Манбаъҳо") \
X(P_NAV_TERMS, "What drove it", "Чем это вызвано", "Сабаби он") \
X(P_METHODS, "How to read this", "Как это читать", "Инро чӣ тавр бояд хонд") \
X(P_CHART_TITLE, "Share of the news: {0}, {1} – {2}", "Доля в новостях: {0}, {1} – {2}", "Ҳисса дар хабарҳо: {0}, {1} – {2}") \
X(P_CHART_WHAT, "Line chart of shares over time with 95 % intervals.", "Линейный график долей во времени с 95-процентными интервалами.", "Графики хаттии ҳиссаҳо дар тӯли вақт бо фосилаҳои 95-фоиза.") \
X(P_CHART_TOPIC, "{0}: {1} in {2}, highest {3} in {4}.", "{0}: {1} ({2}), наибольшее значение {3} ({4}).", "{0}: {1} ({2}), баландтарин {3} ({4}).") \
X(P_KEY_BAND, "Band: 95 % interval.", "Полоса: 95-процентный интервал.", "Навор: фосилаи 95-фоиза.") \
X(P_KEY_BAR, "Bar: 95 % interval.", "Отрезок: 95-процентный интервал.", "Порча: фосилаи 95-фоиза.") \
X(P_KEY_LINE, "Line: smoothed over 13 periods; dots: single periods.", "Линия: сглажено по 13 периодам; точки: отдельные периоды.", "Хат: ҳамворшуда аз рӯи 13 давра; нуқтаҳо: давраҳои алоҳида.") \
X(P_KEY_LINE_ONLY, "Line: smoothed over 13 periods.", "Линия: сглажено по 13 периодам.", "Хат: ҳамворшуда аз рӯи 13 давра.") \
X(P_KEY_PLAIN, "Line: share of each period.", "Линия: доля в каждом периоде.", "Хат: ҳиссаи ҳар давра.") \
X(P_KEY_RUNNING, "Hatched, hollow dot: a period that is not complete.", "Штриховка, пустой кружок: неполный период.", "Хатдор, нуқтаи холӣ: давраи нопурра.") \
X(P_KEY_GAP, "Grey: nothing was collected; that is no fall.", "Серое: ничего не собрано; это не спад.", "Хокистарӣ: чизе ҷамъ нашудааст; ин пастравӣ нест.") \
X(P_KEY_OWN_SCALE, "Each chart has its own scale.", "У каждого графика своя шкала.", "Ҳар график ҷадвали худро дорад.") \
X(P_MOST_LINES, "Only the {0} topics with the most articles are drawn together.", "Вместе показаны только {0} тем с наибольшим числом статей.", "Якҷоя танҳо {0} мавзӯи дорои мақолаҳои бештарин нишон дода шудаанд.") \
X(P_MOST_SMALL, "Only the first {0} topics have a chart of their own; all stand in counts.csv.", "Отдельные графики есть только у первых {0} тем; все они есть в counts.csv.", "Танҳо {0} мавзӯи аввал графики худро доранд; ҳамаашон дар counts.csv ҳастанд.") \
X(P_CALENDAR_KEY, "Each column is a period. The darker, the larger the share; the darkest is the topic’s own highest share, at the right. Dashed: not complete. Empty: no articles.", "Каждый столбец — период. Чем темнее, тем больше доля; самое тёмное — наибольшая доля этой темы, она указана справа. Пунктир: неполный период. Пусто: нет статей.", "Ҳар сутун як давра аст. Ҳар қадар тиратар бошад, ҳисса ҳамон қадар зиёд аст; тиратаринаш ҳиссаи баландтарини ҳамин мавзӯъ аст, ки дар тарафи рост навишта шудааст. Хати бурида: давраи нопурра. Холӣ: мақола нест.") \
X(P_HEAT_ROW, "Share by period; highest {0} in {1}.", "Доля по периодам; наибольшая {0} ({1}).", "Ҳисса аз рӯи давраҳо; баландтарин {0} ({1}).") \
X(P_HIGHEST, "highest", "наибольшая", "баландтарин") \
X(P_ARTICLES_ROW, "Articles", "Статьи", "Мақолаҳо") \
X(P_CHART_NUMBERS, "The numbers of this chart", "Числа этого графика", "Рақамҳои ин график") \
X(P_OLDER, "The latest {0} rows; all of them stand in counts.csv.", "Последние {0} строк; все строки есть в counts.csv.", "{0} сатри охирин; ҳамаашон дар counts.csv ҳастанд.") \
X(P_COL_PERIOD, "Period", "Период", "Давра") \
X(P_COL_ARTICLES, "Articles", "Статьи", "Мақолаҳо") \
X(P_COL_STORIES, "Stories", "Сюжеты", "Хабарҳо") \
X(P_COL_TOPIC, "Topic", "Тема", "Мавзӯъ") \
X(P_COL_COUNT, "Count", "Число", "Шумора") \
X(P_COL_COUNTED, "As counted", "По подсчёту", "Аз рӯи шумориш") \
X(P_COL_CORRECTED, "Corrected", "С поправкой", "Ислоҳшуда") \
X(P_COL_SHARE, "Share", "Доля", "Ҳисса") \
X(P_COL_INTERVAL, "95 % interval", "95 % интервал", "Фосилаи 95 %") \
X(P_COL_BEFORE, "Period before", "Период до этого", "Давраи пешина") \
X(P_COL_NORMAL, "Usual range", "Обычный диапазон", "Ҳудуди муқаррарӣ") \
X(P_COL_SOURCE, "Source", "Источник", "Манбаъ") \
X(P_T_KEY, "Each row has its own scale; the numbers: share and 95 % interval in {0}. · no articles, ░ not complete.", "У каждой строки своя шкала; числа: доля и 95-процентный интервал, {0}. · нет статей, ░ период неполный.", "Ҳар сатр ҷадвали худро дорад; рақамҳо: ҳисса ва фосилаи 95-фоиза, {0}. · мақола нест, ░ давра нопурра.") \
X(P_T_KEY_ONLY, "Each row has its own scale. · no articles, ░ not complete.", "У каждой строки своя шкала. · нет статей, ░ период неполный.", "Ҳар сатр ҷадвали худро дорад. · мақола нест, ░ давра нопурра.") \
X(P_NO_SOURCE, "(not named)", "(не указан)", "(номаълум)") \
X(P_COVERAGE_ROW, "Articles by period.", "Статьи по периодам.", "Мақолаҳо аз рӯи давраҳо.") \
X(P_COVERAGE_KEY, "Articles of each source by period; the darkest is the source’s own largest number. Empty: nothing from this source, which is a gap in collection or a silence, not a fall of a topic.", "Статьи каждого источника по периодам; самое тёмное — наибольшее число этого источника. Пусто: от источника ничего нет — это пробел в сборе или молчание, а не спад темы.", "Мақолаҳои ҳар манбаъ аз рӯи давраҳо; тиратаринаш шумораи калонтарини ҳамон манбаъ аст. Холӣ: аз манбаъ чизе нест — ин холигии ҷамъоварӣ ё хомӯшист, на пастравии мавзӯъ.") \
X(P_MOST_SOURCES, "The {0} sources with the most articles are shown.", "Показаны {0} источников с наибольшим числом статей.", "{0} манбаи дорои мақолаҳои бештарин нишон дода шудаанд.") \
X(P_TERMS_KEY, "Terms that set the topic’s stories of {0} apart from the twelve periods before, with the number of stories that hold them; and the articles that stand for it best.", "Слова, которые отличают сюжеты темы ({0}) от двенадцати предыдущих периодов, и число сюжетов с ними; а также самые показательные статьи.", "Калимаҳое, ки хабарҳои мавзӯъро ({0}) аз дувоздаҳ давраи пешина фарқ мекунонанд, бо шумораи хабарҳои дорои онҳо; ва мақолаҳои намунавитарин.") \
X(P_NO_TERMS, "No term sets these stories apart.", "Ни одно слово не выделяет эти сюжеты.", "Ягон калима ин хабарҳоро фарқ намекунонад.") \
X(P_NO_EVIDENCE, "The texts could not be read again: give files, or the store, instead of standard input.", "Тексты нельзя прочитать ещё раз: укажите файлы или базу вместо стандартного ввода.", "Матнҳоро дубора хондан нашуд: ба ҷойи вуруди стандартӣ файлҳо ё базаро нишон диҳед.") \
X(P_COPIES, "picked up {0} times", "повторено {0} раз", "{0} бор нашр шуд") \
X(P_SILENT, "{0} gave nothing in {1}, but at least a tenth of all articles before: shares may have moved because the collection did.", "{0}: нет ничего ({1}), хотя раньше — не менее десятой части всех статей: доли могли измениться из-за изменения сбора.", "{0}: чизе нест ({1}), гарчи пеш на камтар аз даҳяки ҳамаи мақолаҳо буд: ҳиссаҳо метавонистанд аз сабаби тағйири ҷамъоварӣ дигар шаванд.") \
X(P_G_SILENT, "Nothing came in {1} from sources that each gave at least a tenth of all articles before: {0}. Shares may have moved because the collection did.", "Ничего не поступило ({1}) от источников, каждый из которых раньше давал не менее десятой части всех статей: {0}. Доли могли измениться из-за изменения сбора.", "Аз манбаъҳое, ки пеш ҳар кадом на камтар аз даҳяки ҳамаи мақолаҳоро медоданд, чизе наомад ({1}): {0}. Ҳиссаҳо метавонистанд аз сабаби тағйири ҷамъоварӣ дигар шаванд.") \
X(P_F_MORE, "{0}: more than usual: {1} of the stories (95 % interval {2}, {3}), against {4} before ({5}).", "{0}: больше обычного — {1} сюжетов (95-процентный интервал {2}, {3}) против {4} до этого ({5}).", "{0}: аз муқаррарӣ зиёд — {1} хабарҳо (фосилаи 95-фоиза {2}, {3}) дар муқоиса бо {4} пеш аз ин ({5}).") \
X(P_F_LESS, "{0}: less than usual: {1} of the stories (95 % interval {2}, {3}), against {4} before ({5}).", "{0}: меньше обычного — {1} сюжетов (95-процентный интервал {2}, {3}) против {4} до этого ({5}).", "{0}: аз муқаррарӣ кам — {1} хабарҳо (фосилаи 95-фоиза {2}, {3}) дар муқоиса бо {4} пеш аз ин ({5}).") \
X(P_F_BURST, "{0}: a hot phase from {1} to {2}: {3} of the stories (95 % interval {4}), against {5} before.", "{0}: горячая фаза с {1} по {2}: {3} сюжетов (95-процентный интервал {4}) против {5} до этого.", "{0}: давраи доғ аз {1} то {2}: {3} хабарҳо (фосилаи 95-фоиза {4}) дар муқоиса бо {5} пеш аз ин.") \
X(P_F_BURST_GOES_ON, "{0}: a hot phase since {1}, still going on in {2}: {3} of the stories (95 % interval {4}), against {5} before.", "{0}: горячая фаза с {1}, продолжается ({2}): {3} сюжетов (95-процентный интервал {4}) против {5} до этого.", "{0}: давраи доғ аз {1}, идома дорад ({2}): {3} хабарҳо (фосилаи 95-фоиза {4}) дар муқоиса бо {5} пеш аз ин.") \
X(P_F_STEP_UP, "{0}: a higher level since {1}: {2} of the stories (95 % interval {3}), against {4} before.", "{0}: с {1} уровень выше: {2} сюжетов (95-процентный интервал {3}) против {4} до этого.", "{0}: аз {1} сатҳ баландтар аст: {2} хабарҳо (фосилаи 95-фоиза {3}) дар муқоиса бо {4} пеш аз ин.") \
X(P_F_STEP_DOWN, "{0}: a lower level since {1}: {2} of the stories (95 % interval {3}), against {4} before.", "{0}: с {1} уровень ниже: {2} сюжетов (95-процентный интервал {3}) против {4} до этого.", "{0}: аз {1} сатҳ пасттар аст: {2} хабарҳо (фосилаи 95-фоиза {3}) дар муқоиса бо {4} пеш аз ин.") \
X(P_F_RISES, "{0}: a rising trend: {1} points a year (95 % interval {2}).", "{0}: тенденция к росту: {1} п. п. в год (95-процентный интервал {2}).", "{0}: майл ба афзоиш: {1} банди фоизӣ дар як сол (фосилаи 95-фоиза {2}).") \
X(P_F_FALLS, "{0}: a falling trend: {1} points a year (95 % interval {2}).", "{0}: тенденция к снижению: {1} п. п. в год (95-процентный интервал {2}).", "{0}: майл ба камшавӣ: {1} банди фоизӣ дар як сол (фосилаи 95-фоиза {2}).") \
X(P_F_SO_FAR, " So far: the history is short.", " Пока: история коротка.", " То ҳол: таърих кӯтоҳ аст.") \
X(P_F_NOTHING, "Nothing notable: {0}.", "Ничего примечательного: {0}.", "Ягон чизи назаррас нест: {0}.") \
X(P_F_TOO_EARLY, "Too early to compare: {0} of history.", "Сравнивать пока рано: истории — {0}.", "Барои муқоиса ҳанӯз барвақт аст: таърих — {0}.") \
X(P_F_WEEKS_ONLY, "Statements are made of weeks only.", "Выводы делаются только по неделям.", "Хулосаҳо танҳо аз рӯи ҳафтаҳо бароварда мешаванд.") \
X(P_F_FEW, "Stories in the latest complete period: {0}, too few for fine differences.", "В последнем периоде мало статей: {0}.", "Дар давраи охирин мақолаҳо каманд: {0}.") \
X(P_F_UNDATED, "Articles without a date, left out: {0}.", "Статьи без даты, не вошли: {0}.", "Мақолаҳои бесана, дохил нашуданд: {0}.") \
X(P_F_UNCLASSIFIED, "Articles not classified yet, left out: {0}. Run 'dateline classify --new'.", "Ещё не классифицированы и не вошли статьи: {0}. Выполните 'dateline classify --new'.", "Мақолаҳои ҳанӯз таснифнашуда, дохил нашуданд: {0}. 'dateline classify --new'-ро иҷро кунед.") \
X(P_F_UNCORRECTED, "{0}: shown as counted, not corrected: {1}.", "{0}: показано по подсчёту, без поправки: {1}.", "{0}: аз рӯи шумориш, бе ислоҳ нишон дода шудааст: {1}.") \
X(P_G_UNCORRECTED, "Shown as counted, not corrected ({1}): {0}.", "Показаны по подсчёту, без поправки ({1}): {0}.", "Аз рӯи шумориш, бе ислоҳ нишон дода шудаанд ({1}): {0}.") \
X(P_R_CANNOT, "the model cannot tell this topic apart well enough", "модель недостаточно хорошо отличает эту тему", "модел ин мавзӯъро ба қадри кофӣ фарқ карда наметавонад") \
X(P_R_NO_RATES, "the error rates of the model do not stand in these files", "в этих файлах нет долей ошибок модели", "дар ин файлҳо ҳиссаҳои хатои модел нестанд") \
X(P_F_UNCLASSIFIABLE, "Articles that the model could not classify (too short, or too many unknown words), left out: {0}.", "Статьи, которые модель не смогла классифицировать (слишком короткие или слишком много незнакомых слов), не вошли: {0}.", "Мақолаҳое, ки модел тасниф карда натавонист (хеле кӯтоҳ ё калимаҳои ношинос зиёд), дохил нашуданд: {0}.") \
X(P_F_GAP, "Nothing was collected in {0} of the periods, last in {1} to {2}: these are gaps, not falls.", "В {0} из периодов ничего не собрано, последний раз с {1} по {2}: это пробелы, а не спад.", "Дар {0} давра чизе ҷамъ нашудааст, бори охир аз {1} то {2}: ин холигист, на пастравӣ.") \
X(P_F_DRIFT_NOTICE, "The language has begun to move away from the model: {0} of the words of the articles of {2} to {3} are unknown to it, {1} were to be expected. Consider training again.", "Язык начал отходить от модели: {0} слов статей с {2} по {3} ей незнакомы, ожидалось {1}. Подумайте о новом обучении.", "Забон аз модел дур шудан гирифт: {0} калимаҳои мақолаҳои аз {2} то {3} ба он ношиносанд, {1} интизор мерафт. Дар бораи омӯзиши нав андеша кунед.") \
X(P_F_DRIFT_WARN, "The language has moved away from the model: {0} of the words of the articles of {2} to {3} are unknown to it, {1} were to be expected. Train again.", "Язык отошёл от модели: {0} слов статей с {2} по {3} ей незнакомы, ожидалось {1}. Обучите модель заново.", "Забон аз модел дур шудааст: {0} калимаҳои мақолаҳои аз {2} то {3} ба он ношиносанд, {1} интизор мерафт. Моделро аз нав омӯзонед.") \
X(P_F_MISFIT, "{0}: the correction of {1} to {2} is not to be trusted, the model’s scores no longer look like those of its training.", "{0}: поправке с {1} по {2} нельзя доверять, оценки модели больше не похожи на те, что были при обучении.", "{0}: ба ислоҳи аз {1} то {2} бовар кардан нашояд, баҳоҳои модел дигар ба баҳоҳои вақти омӯзиш монанд нестанд.") \
X(P_G_MISFIT, "The correction of {1} to {2} is not to be trusted, the model’s scores no longer look like those of its training: {0}.", "Поправке с {1} по {2} нельзя доверять, оценки модели больше не похожи на те, что были при обучении: {0}.", "Ба ислоҳи аз {1} то {2} бовар кардан нашояд, баҳоҳои модел дигар ба баҳоҳои вақти омӯзиш монанд нестанд: {0}.") \
X(P_F_DISAGREE, "{0}: two corrections of {4} to {5} disagree: {1} and {2} ({3}).", "{0}: две поправки с {4} по {5} расходятся: {1} и {2} ({3}).", "{0}: ду ислоҳи аз {4} то {5} мувофиқ нестанд: {1} ва {2} ({3}).") \
X(P_G_DISAGREE, "Two corrections of {1} to {2} disagree: {0}.", "Две поправки с {1} по {2} расходятся: {0}.", "Ду ислоҳи аз {1} то {2} мувофиқ нестанд: {0}.") \
X(P_G_DISAGREE_ONE, "{0} {1} and {2} ({3})", "{0} {1} и {2} ({3})", "{0} {1} ва {2} ({3})") \
X(P_F_AUDIT, "{0}: of the articles about it in the audit the model found {1} ({2}), in training {3} ({4}): the correction counts with errors that no longer hold. Train again.", "{0}: при проверке модель нашла {1} ({2}) статей темы, при обучении {3} ({4}): поправка считает с ошибками, которые больше не верны. Обучите модель заново.", "{0}: дар санҷиш модел {1} ({2}) мақолаҳои мавзӯъро ёфт, дар омӯзиш {3} ({4}): ислоҳ бо хатоҳое ҳисоб мекунад, ки дигар дуруст нестанд. Моделро аз нав омӯзонед.") \
X(P_G_AUDIT, "In the audit the model found another part of the articles than in training, the corrections count with errors that no longer hold: {0}. Train again.", "При проверке модель нашла другую часть статей, чем при обучении, поправки считают с ошибками, которые больше не верны: {0}. Обучите модель заново.", "Дар санҷиш модел қисми дигари мақолаҳоро нисбат ба омӯзиш ёфт, ислоҳҳо бо хатоҳое ҳисоб мекунанд, ки дигар дуруст нестанд: {0}. Моделро аз нав омӯзонед.") \
X(P_G_AUDIT_ONE, "{0} {1} ({2}), in training {3} ({4})", "{0} {1} ({2}), при обучении {3} ({4})", "{0} {1} ({2}), дар омӯзиш {3} ({4})") \
X(P_F_RETRAINED, "The model was made in {0} (marked in the charts): earlier articles may have been among those it learned from.", "Модель создана в период {0} (отмечено на графиках): она могла учиться на более ранних статьях.", "Модел дар давраи {0} сохта шудааст (дар графикҳо нишон дода шудааст): он метавонист аз мақолаҳои пештара омӯхта бошад.") \
X(P_KEY_MODEL, "Dotted upright line: the model was made here.", "Вертикальный пунктир: здесь создана модель.", "Хати нуқтадори амудӣ: модел дар ин ҷо сохта шудааст.") \
X(P_F_MIX, "More of the change comes from another mix of sources than from the sources themselves.", "Изменение больше вызвано составом источников, чем самими источниками.", "Тағйирот бештар аз таркиби манбаъҳост, на аз худи манбаъҳо.") \
X(P_CHANCE, "p = {0}, adjusted for the number of topics.", "p = {0} с поправкой на число тем.", "p = {0} бо ислоҳ барои шумораи мавзӯъҳо.") \
X(P_CHANCE_BELOW, "p < {0}, adjusted for the number of topics.", "p < {0} с поправкой на число тем.", "p < {0} бо ислоҳ барои шумораи мавзӯъҳо.") \
X(P_CHANCE_OWN, "p = {0}.", "p = {0}.", "p = {0}.") \
X(P_CHANCE_OWN_BELOW, "p < {0}.", "p < {0}.", "p < {0}.") \
X(P_TERMS_ARE, "Terms:", "Слова:", "Калимаҳо:") \
X(P_SEE_CHART, "Chart", "График", "График") \
X(P_SEE_ARTICLES, "Articles", "Статьи", "Мақолаҳо") \
X(P_SNAPSHOT, "Snapshot {0}: the same articles and options give the same number.", "Снимок {0}: те же статьи и параметры дают тот же номер.", "Лаҳзаи {0}: ҳамон мақолаҳо ва имконот ҳамон рақамро медиҳанд.") \
X(P_KEY_USUAL, "Grey band: the usual range.", "Серая полоса: обычный диапазон.", "Навори хокистарӣ: ҳудуди муқаррарӣ.") \
X(P_M_COUNTS, "Labelled by hand: {0}. Left out: {1} without a date, {2} outside the range, {3} not classified yet, {4} that the model could not classify.", "Размечены вручную: {0}. Не вошли: {1} без даты, {2} вне промежутка, {3} ещё не классифицированы, {4} не поддаются классификации.", "Дастӣ нишонгузоришуда: {0}. Дохил нашуданд: {1} бе сана, {2} берун аз муҳлат, {3} ҳанӯз таснифнашуда, {4} таснифнашаванда.") \
X(P_NO_GPLOT, "The charts were drawn without gnuplot ({0}). To draw them again with it, and as PNG: gnuplot -d NAME.gp in the folder charts.", "Графики нарисованы без gnuplot ({0}). Чтобы нарисовать их с ним, в том числе в PNG: gnuplot -d ИМЯ.gp в папке charts.", "Графикҳо бе gnuplot кашида шудаанд ({0}). Барои бо он ва ҳамчун PNG кашидан: gnuplot -d НОМ.gp дар папкаи charts.") \
X(P_NO_LETTERS, "No installed font was found that has every letter of the labels: the PNG pictures may show boxes instead.", "Не найден установленный шрифт со всеми буквами подписей: на рисунках PNG вместо них могут быть квадраты.", "Ягон ҳуруфи насбшуда ёфт нашуд, ки ҳамаи ҳарфҳои навиштаҳоро дошта бошад: дар расмҳои PNG ба ҷойи онҳо чоркунҷаҳо пайдо шуданашон мумкин.") \
X(P_M_ARTICLES, "Articles: {0}, dated {1} to {2}.", "Статей: {0}, с датами от {1} до {2}.", "Мақолаҳо: {0}, санаҳо аз {1} то {2}.") \
X(P_M_LEFT_OUT, "Left out: {0} without a date; {1} outside the range, not classified, or not classifiable.", "Не вошли: {0} без даты; {1} вне промежутка, не классифицированы или не поддаются классификации.", "Дохил нашуданд: {0} бе сана; {1} берун аз муҳлат, таснифнашуда ё таснифнашаванда.") \
X(P_M_MODEL, "Model: {0}.", "Модель: {0}.", "Модел: {0}.") \
X(P_M_MODEL_FROM, "Model: {0} ({1}), trained on labelled articles: {2}.", "Модель: {0} ({1}), обучена на размеченных статьях: {2}.", "Модел: {0} ({1}), аз рӯи мақолаҳои нишонадор омӯзонида шудааст: {2}.") \
X(P_M_MODEL_MADE, "Model: {0} ({1}), trained on labelled articles: {2}; made {3}.", "Модель: {0} ({1}), обучена на размеченных статьях: {2}; создана {3}.", "Модел: {0} ({1}), аз рӯи мақолаҳои нишонадор омӯзонида шудааст: {2}; сохта шуд {3}.") \
X(P_M_SOURCES, "Sources: {0}.", "Источников: {0}.", "Манбаъҳо: {0}.") \
X(P_ERRORS, "The model’s measured errors", "Измеренные ошибки модели", "Хатоҳои ченшудаи модел") \
X(P_ERRORS_KEY, "Measured in training on articles that the measured model had not seen (cross-validation). New articles may be harder.", "Измерено при обучении на статьях, которых модель не видела (перекрёстная проверка). Новые статьи могут быть труднее.", "Ҳангоми омӯзиш дар мақолаҳое чен шудааст, ки модел онҳоро надида буд (санҷиши мутақобила). Мақолаҳои нав метавонанд душвортар бошанд.") \
X(P_COL_FOUND, "Found", "Найдено", "Ёфташуда") \
X(P_COL_RIGHT, "Right when said", "Верно из названных", "Дуруст аз гуфташуда") \
X(P_COL_FALSE, "False alarms", "Ложные срабатывания", "Бонгҳои бардурӯғ") \
X(P_COL_EXAMPLES, "Labelled examples", "Размеченных примеров", "Намунаҳои нишонадор") \
X(P_M_TOPICS, "Share: how many of the classified articles have the topic. An article may have several topics, or none: shares do not add up to 100 %.", "Доля: какая часть классифицированных статей относится к теме. У статьи может быть несколько тем или ни одной: сумма долей не равна 100 %.", "Ҳисса: кадом қисми мақолаҳои таснифшуда ба мавзӯъ тааллуқ дорад. Мақола метавонад якчанд мавзӯъ дошта бошад ё ягонто ҳам: ҷамъи ҳиссаҳо 100 % намешавад.") \
X(P_M_WEEKS, "Weeks are ISO weeks, Monday to Sunday, by the date that the source prints. A period is complete when all its days lie between the first and the last date; statements are made of complete ones only.", "Недели — по ISO, с понедельника по воскресенье, по дате, указанной источником. Период полон, если все его дни лежат между первой и последней датой; выводы делаются только по полным периодам.", "Ҳафтаҳо аз рӯи ISO, аз душанбе то якшанбе, бо санаи дар манбаъ чопшуда. Давра пурра аст, агар ҳамаи рӯзҳояш дар байни санаи якум ва охирин бошанд; хулосаҳо танҳо аз рӯи давраҳои пурра бароварда мешаванд.") \
X(P_M_CORRECTED, "Corrected: the classifier misses some articles and takes in others; the corrected share takes this out (maximum likelihood with the calibration measured in training; Saerens, Latinne and Decaestecker 2002). Its interval carries chance and the classifier’s errors.", "С поправкой: классификатор одни статьи пропускает, другие берёт лишними; поправка это учитывает (метод наибольшего правдоподобия с калибровкой, измеренной при обучении; Saerens, Latinne, Decaestecker 2002). Интервал учитывает и случайность, и ошибки классификатора.", "Ислоҳшуда: таснифгар баъзе мақолаҳоро намебинад ва дигаронро зиёдатӣ мегирад; ислоҳ инро ба ҳисоб мегирад (усули ҳақиқатмонандии калонтарин бо калибровкаи дар вақти омӯзиш ченшуда; Saerens, Latinne, Decaestecker 2002). Фосила ҳам тасодуф ва ҳам хатоҳои таснифгарро дар бар мегирад.") \
X(P_M_COUNTED, "As counted: the classified articles simply counted, with Wilson’s 95 % interval.", "По подсчёту: простое число классифицированных статей, с 95-процентным интервалом Уилсона.", "Аз рӯи шумориш: шумораи оддии мақолаҳои таснифшуда бо фосилаи 95-фоизаи Уилсон.") \
X(P_M_FILES, "Beside this page: counts.csv and report.json hold all numbers, charts holds each picture (SVG, PNG), its data and its gnuplot script.", "Рядом со страницей: все числа — в counts.csv и report.json, рисунки (SVG, PNG), их данные и сценарии gnuplot — в папке charts.", "Дар паҳлуи саҳифа: ҳамаи рақамҳо дар counts.csv ва report.json, расмҳо (SVG, PNG), маълумот ва сценарияҳои gnuplot-и онҳо дар папкаи charts.") \
X(P_FOOT, "Made by Dateline. This page needs no network and runs no script.", "Создано программой Dateline. Страница не требует сети и не выполняет сценариев.", "Бо барномаи Dateline сохта шудааст. Саҳифа ба шабака эҳтиёҷ надорад ва ягон сценарияро иҷро намекунад.")
// clang-format on

#define PHRASE_NAME(id, en, ru, tg) id,
enum phrase { PHRASE_LIST(PHRASE_NAME) PHRASE_COUNT };
#undef PHRASE_NAME

#endif
