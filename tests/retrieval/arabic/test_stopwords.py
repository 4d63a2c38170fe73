"""Which words mean something of their own: stop words, and the names and nouns that are spelt like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arabic.stopwords import load_neighbours, meaningful
from retrieval.arabic.words import STOP_WORDS, tokens


def kept(text: str) -> list[str]:
    return [word.typed for word in meaningful(tokens(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ما هي عاصمة ليبيا؟", "عاصمة ليبيا"),
        ("من هو وزير الداخلية وما اسم نائبه؟", "وزير الداخلية نائبه"),
        ("وين صار الاجتماع؟", "صار الاجتماع"),
        ("إيه اللي حصل في القاهرة؟", "حصل القاهرة"),
        ("ومتى كان ذلك وهل تم؟", ""),
        ("وفي طرابلس وعلى الحدود وإلى مصر", "طرابلس الحدود مصر"),
        ("وهم المعرفة", "وهم المعرفة"),
        ("والي طرابلس", "والي طرابلس"),
        ("من مصر والى ليبيا", "مصر ليبيا"),
        ("", ""),
    ],
)
def test_stop_words_go_with_their_and(text: str, words: str) -> None:
    assert kept(text) == words.split()


@pytest.mark.parametrize(
    "text",
    [
        "من هو علي؟",
        "علي.",
        "ماذا قال علي، ومتى؟",
        "محمد علي",
        "الشيخ علي",
        "علي العريض",
        "من هو علي العريض؟",
        "علي بن أبي طالب",
        "أين ولد الإمام علي؟",
        "زين العابدين بن علي السابق",
        "أبو علي الحاكم",
        "الرئيس علي عبد الله صالح",
        "الرئيس علي عبدالله صالح",
        "علي حسن",
        "علي باشا",
        "علي الحوثي",
        "المرجع علي السيستاني",
        "آية الله علي السيستاني",
        "الدكتور علي العبوس",
        "اللواء علي صالح",
        "السيد علي في طرابلس",
        "خالد علي ينسحب من السباق",
        "لطفي علي وناصر",
        "قصة علي وفاطمة",
        "محمد وعلي",
        "وعلي بن سالم",
        "علي هو الأول",
        "علي لم يحضر",
        "علي مع أخيه",
        "عَلِيّ بن أبي طالب",
        "محمد على باشا",
        "من هو محمد على؟",
        "شارع محمد على",
    ],
)
def test_ali_is_a_man(text: str) -> None:
    assert {"علي", "على", "وعلي", "عَلِيّ"} & set(kept(text))


@pytest.mark.parametrize(
    "text",
    [
        "علي الأرض",
        "وقع علي الاتفاق",
        "وافق الرئيس علي القرار",
        "حصل علي جائزة",
        "علي يد القوات",
        "علي متن طائرة",
        "علي وشك الانهيار",
        "علي غرار ما حدث",
        "علي التوالي",
        "علي المستوي المحلي",
        "ينبغي علي القول",
        "يجب علي الجميع",
        "يتعين علي أن أذهب",
        "القبض علي عدد من الناس",
        "وردا علي سؤال",
        "اتفقت علي 4 نقاط",
        "فرضت علي عقوبات",
        "علي وسائل الإعلام",
        "علي وزارة الصحة",
        "علي «الأرض»",
        "علي كل حال",
        "علي هذه الأرض",
        "علي ما يبدو",
        "السيطرة علي سوريا",
        "على الأرض",
        "وعلى الأرض",
        "وعلي الجميع",
        "على سؤال",
        "وافق الرئيس على القرار",
        "يعتمد على؟",
        "عَلَى الْأَرْضِ",
    ],
)
def test_ali_is_on(text: str) -> None:
    assert not {"علي", "على", "وعلي", "وعلى", "عَلَى"} & set(kept(text))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ماء زمزم", "ماء"),
        ("إنهاء الحرب", "إنهاء"),
        ("بهاء الدين", "بهاء"),
        ("داء السكري", "داء"),
        ("آية الكرسي", "آية"),
        ("ذكاء آلي", "آلي"),
        ("من هي آن هاثاواي؟", "آن"),
        ("ا\u0653ية الكرسي", "ا\u0653ية"),
        ("ما هي دول الخليج؟", "دول"),
        ("بين دول أخرى", "دول"),
        ("دول عربية", "دول"),
        ("ودول الجوار", "ودول"),
        ("مهرجان كان السينمائي", "كان"),
        ("بعد 100 كم", "كم"),
        ("من شن الهجوم؟", "شن"),
        ("متى شن الجيش هجوما؟", "شن"),
        ("شن غارات", "شن"),
        ("إنجيل متى", "متى"),
        ("أنخيل دي ماريا", "دي"),
        ("من هو وين روني؟", "وين"),
        ("منة شلبي", "منة"),
        ("السيدة مدى", "مدى"),
    ],
)
def test_letters_and_neighbours_make_a_name_or_noun_of_a_stop_word(text: str, word: str) -> None:
    assert word in kept(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("ما هو", "ما"),
        ("أنها الحرب", "أنها"),
        ("بها", "بها"),
        ("دا كتاب", "دا"),
        ("أية دولة", "أية"),
        ("إلى طرابلس", "إلى"),
        ("أن الحكومة", "أن"),
        ("الناس دول", "دول"),
        ("مين دول؟", "دول"),
        ("المهرجان كان ناجحا", "كان"),
        ("كم عدد السكان", "كم"),
        ("شن صار في طرابلس؟", "شن"),
        ("متى ولد", "متى"),
        ("القصة دي حقيقية", "دي"),
        ("وين صار الاجتماع؟", "وين"),
        ("منه شيء", "منه"),
        ("مدى صحة الخبر", "مدى"),
        ("حتي الآن", "حتي"),
    ],
)
def test_else_it_is_a_stop_word(text: str, word: str) -> None:
    assert word not in kept(text)


@given(
    st.lists(
        st.sampled_from([*sorted(STOP_WORDS), "علي", "وعلي", "بهاء", "محمد", "الأرض", "،", "؟", "100"]), max_size=12
    )
)
def test_only_words_spelt_like_stop_words_go(written: list[str]) -> None:
    found = tokens(" ".join(written))
    left = meaningful(found)
    assert [word for word in found if word in left] == left
    for word in found:
        assert word in left or {word.folded, word.folded.removeprefix("و")} & STOP_WORDS


def test_the_lists_are_folded() -> None:
    assert "ابو" in load_neighbours().kin
    assert "اكبر" in load_neighbours().after_a_name
