# http: every status and method.
from http import HTTPMethod, HTTPStatus

for s in HTTPStatus:
    print(int(s), s.name, repr(s), str(s), s.phrase, "|", s.description, s.is_informational, s.is_success, s.is_redirection, s.is_client_error, s.is_server_error)
print(HTTPStatus(404), HTTPStatus.OK == 200, HTTPStatus["OK"], f"{HTTPStatus.OK}", "%d" % HTTPStatus.OK, len(HTTPStatus), sorted(HTTPStatus.__members__) == sorted(s.name for s in HTTPStatus))
print([n for n in HTTPStatus.__members__ if HTTPStatus[n].name != n])
for m in HTTPMethod:
    print(m, repr(m), m.value, m.description, m == m.name)
try:
    HTTPStatus(999)
except ValueError as e:
    print(e)
print(HTTPMethod("GET"), HTTPMethod.POST + "!", HTTPStatus.OK + 1)
