from tests.journeys.sentences import given, then, when


def test_a_role_is_chosen_at_the_door(somebody, scripts):
    with given("somebody at the sign-in page"):
        person = somebody(scripts=scripts)
    with when("they choose programme manager"):
        person.sign_in("programme-manager")
    with then("their first page says so"):
        print(person.heading, person.path, person.text)
        assert person.heading
