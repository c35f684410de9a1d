"""Jira Service Management: requests, issues and their comments become conversations."""

from tests.unit.ingest.helpdesks.desks import (
    as_file,
    example_of,
    fault_of,
    label_of,
    outcomes_of,
    recognised,
    told,
)

ANN = {"accountId": "a1", "displayName": "Ann", "emailAddress": "ann@example.org"}
JO = {"accountId": "j2", "displayName": "Jo", "emailAddress": "jo@example.org"}
HOST = "https://acme.example.net/rest"


def moment(hour: int) -> dict:
    return {"iso8601": f"2026-03-01T{hour}:00:00+0100", "jira": "", "friendly": "Monday",
            "epochMillis": 1772355600000 + hour * 3_600_000}  # fmt: skip


def request(number: int = 10, **changes) -> dict:
    return {"issueId": str(number), "issueKey": f"DESK-{number}", "requestTypeId": "25",
            "serviceDeskId": "2", "createdDate": moment(10), "reporter": ANN,
            "requestType": {"id": "25", "name": "Get help"},
            "requestFieldValues": [
                {"fieldId": "summary", "label": "Summary", "value": "Lamp"},
                {"fieldId": "description", "label": "Why", "value": "It is dark."}],
            "currentStatus": {"status": "Done", "statusCategory": "DONE", "statusDate": {}},
            "_links": {"self": f"{HOST}/servicedeskapi/request/{number}"}} | changes  # fmt: skip


def comment(number: int, author: dict, body: str, **changes) -> dict:
    return {"id": str(number), "body": body, "author": author, "created": moment(10 + number),
            "public": True} | changes  # fmt: skip


def comments(*values: dict, request: int = 10) -> dict:
    return {"_expands": [], "size": 2, "start": 0, "limit": 50, "isLastPage": True,
            "_links": {"self": f"{HOST}/servicedeskapi/request/{request}/comment"},
            "values": list(values)}  # fmt: skip


def document(words: str) -> dict:
    inner = [{"type": "paragraph", "content": [{"type": "text", "text": words}]}]
    return {"type": "doc", "version": 1, "content": inner}


def issue(*written: dict, **fields) -> dict:
    found = {"summary": "Lamp", "description": document("It is dark."), "reporter": ANN,
             "issuetype": {"name": "Service Request"}, "status": {"name": "Done"},
             "project": {"key": "DESK"}, "created": "2026-03-01T10:00:00.000+0100",
             "labels": ["lamps"], "comment": {"comments": list(written), "total": 1}}  # fmt: skip
    return {"id": "10", "key": "DESK-10", "self": f"{HOST}/api/3/issue/10",
            "fields": found | fields}  # fmt: skip


def platform_comment(number: int, author: dict, words: str, **changes) -> dict:
    return {"self": f"{HOST}/api/3/issue/10/comment/{number}", "id": str(number), "author": author,
            "body": document(words), "updateAuthor": author, "jsdPublic": True,
            "created": f"2026-03-01T1{number}:00:00.000+0100"} | changes  # fmt: skip


ANSWERED = [("user", "Lamp\n\nIt is dark."), ("assistant", "Turn it.")]


def test_requests_and_pages_of_comments_are_one_bundle():
    page = {"size": 1, "start": 0, "limit": 50, "isLastPage": True, "_links": {},
            "values": [request()]}  # fmt: skip
    files = as_file(page, "a.json"), as_file(comments(comment(1, JO, "Turn it.")), "b.json")
    assert recognised(*files) == [("jira", ["a.json", "b.json"])]


def test_comments_are_joined_by_the_address_of_their_page():
    pages = [comments(comment(1, JO, "Turn it.")), comments(comment(2, JO, "Open."), request=11)]
    lamp, heat = outcomes_of("jira", {"values": [request(), request(11)]}, *pages)
    assert told(lamp) == ANSWERED
    assert heat.answer.content == "Open."


def test_the_reporter_is_the_customer_and_the_type_of_the_request_its_label():
    example = example_of("jira", request(), comments(comment(1, ANN, "Hello?")))
    assert told(example) == [("user", "Lamp\n\nIt is dark.\n\nHello?")]
    assert (example.group, label_of(example)) == ("a1", "Get help")
    assert example.origin == "jira:acme.example.net:DESK-10"


def test_internal_comments_and_apps_are_left_out():
    robot = JO | {"accountId": "r3", "accountType": "app"}
    page = comments(comment(1, JO, "He is angry", public=False), comment(2, robot, "Hi"))
    assert len(told(example_of("jira", request(), page))) == 1


def test_another_customer_is_a_customer():
    friend = JO | {"accountId": "f4", "accountType": "customer"}
    page = comments(comment(1, friend, "Mine too"))
    assert {speaker for speaker, _ in told(example_of("jira", request(), page))} == {"user"}


def test_the_page_is_read_rather_than_its_markup():
    shown = comment(1, JO, "{color:red}Turn{color}", renderedBody={"html": "<p>Turn</p>"})
    assert example_of("jira", request(), comments(shown)).answer.content == "Turn"


def test_an_issue_holds_its_comments_as_documents():
    example = example_of("jira", {"issues": [issue(platform_comment(1, JO, "Turn it."))],
                                  "startAt": 0, "maxResults": 50, "total": 1})  # fmt: skip
    assert told(example) == ANSWERED
    assert (example.metadata["status"], example.metadata["tags"]) == ("Done", "lamps")


def test_an_issue_is_recognised():
    assert recognised(as_file([issue()]))[0][0] == "jira"


def test_comments_of_the_platform_are_joined_by_their_own_address():
    page = {"startAt": 0, "maxResults": 5, "total": 1,
            "comments": [platform_comment(1, JO, "Turn it.")]}  # fmt: skip
    assert told(example_of("jira", [issue()], page)) == ANSWERED


def test_what_is_restricted_or_not_public_is_private():
    hidden = [platform_comment(1, JO, "a", jsdPublic=False),
              platform_comment(2, JO, "b", visibility={"type": "role", "value": "T"})]  # fmt: skip
    assert len(told(example_of("jira", issue(*hidden)))) == 1


def test_the_satisfaction_of_the_customer_is_kept():
    rated = issue(customfield_10051={"rating": 4, "scale": 5})
    assert example_of("jira", rated).metadata["rating"] == "4"


def test_a_comment_of_another_request_is_a_fault():
    outcomes = outcomes_of("jira", request(), comments(comment(1, JO, "x"), request=99))
    assert (outcomes[1].file, outcomes[1].row) == ("file2.json", 1)


def test_a_request_in_which_nothing_is_said_is_refused():
    empty = request(requestFieldValues=[{"fieldId": "summary", "value": "Lamp"}])
    assert "No customer" in fault_of("jira", empty).reason
