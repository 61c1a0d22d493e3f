"""Records are frozen dataclasses to all who use them."""

import copy
import dataclasses
import pickle

import pytest

from factcheck.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Parcel:
    """Something sent."""

    place: str
    grams: int = 0
    marks: dict[str, int] = field(default_factory=dict)

    @property
    def is_heavy(self) -> bool:
        return self.grams > 2000


def test_fields_and_defaults():
    parcel = Parcel("Ashby", grams=2500)
    assert (parcel.place, parcel.grams, parcel.marks, parcel.is_heavy) == ("Ashby", 2500, {}, True)
    assert Parcel("Ashby").marks is not Parcel("Ashby").marks
    assert Parcel.__doc__ == "Something sent."
    assert repr(parcel) == "Parcel(place='Ashby', grams=2500, marks={})"


def test_equal_by_value_and_by_class():
    @dataclass(frozen=True, slots=True)
    class Letter:
        place: str
        grams: int = 0

    assert Letter("Ashby", 5) == Letter("Ashby", 5)
    assert Letter("Ashby", 5) != Letter("Ashby", 6)
    assert len({Letter("Ashby"), Letter("Ashby"), Letter("Grove")}) == 2
    assert Letter("Ashby") != Parcel("Ashby")


@pytest.mark.parametrize("change", [lambda parcel: setattr(parcel, "grams", 3), lambda parcel: delattr(parcel, "place"), lambda parcel: setattr(parcel, "colour", "red")])
def test_nothing_can_be_changed(change):
    parcel = Parcel("Ashby", 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(parcel)
    assert parcel == Parcel("Ashby", 1)


@pytest.mark.parametrize("arguments", [{}, {"place": "Ashby", "colour": "red"}])
def test_wrong_fields_are_refused(arguments):
    with pytest.raises(TypeError):
        Parcel(**arguments)


def test_the_tools_of_the_standard_library_know_them():
    parcel = Parcel("Ashby", 1)
    assert [item.name for item in dataclasses.fields(Parcel)] == ["place", "grams", "marks"]
    assert dataclasses.asdict(parcel) == {"place": "Ashby", "grams": 1, "marks": {}}
    for change in (replace, dataclasses.replace):
        assert change(parcel, grams=7) == Parcel("Ashby", 7)
        with pytest.raises(TypeError):
            change(parcel, colour="red")
    assert pickle.loads(pickle.dumps(parcel)) == copy.deepcopy(parcel) == parcel


def test_open_ones_and_those_with_odd_fields_are_ordinary_dataclasses():
    @dataclass(slots=True)
    class Cart:
        load: int

    @dataclass(frozen=True, slots=True)
    class Key:
        name: str
        secret: str = field(default="", repr=False)

    cart = Cart(1)
    cart.load = 2
    assert replace(cart, load=3) == Cart(3)
    assert repr(Key("door", "1234")) == f"{Key.__qualname__}(name='door')"
