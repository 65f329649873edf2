"""ClickHouse's HTTP interface as far as `breakeven usage --clickhouse` uses it, in front of chdb: the engine itself, in
this process. User and password are checked, settings are set for one statement, parameters are bound by the engine."""

import re
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from chdb import session

USER, PASSWORD = "reader", "secret of the test"
SETTINGS = ("max_execution_time", "max_result_rows", "result_overflow_mode")


class Server(ThreadingHTTPServer):
    """One engine, one statement at a time."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.engine = session.Session()
        self.lock = threading.Lock()
        # Settings of the session that a statement finds, and whether its user may change any.
        self.limits, self.is_read_only = {}, False
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"

    def run(self, sql, settings=None, parameters=None):
        """Runs one statement with these settings, and sets them back."""
        with self.lock:
            for name, value in (settings or {}).items():
                self.engine.query(f"SET {name} = '{value}'")
            try:
                return str(self.engine.query(sql, "CSV", params=parameters or {}))
            finally:
                for name in settings or {}:
                    self.engine.query(f"SET {name} = DEFAULT")


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        url = urllib.parse.urlsplit(self.path)
        given = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        sql = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((given, sql))
        if (self.headers["X-ClickHouse-User"], self.headers["X-ClickHouse-Key"]) != (USER, PASSWORD):
            return self.answer(403, "Code: 516. DB::Exception: reader: Authentication failed. (AUTHENTICATION_FAILED)", 516)
        settings = {name: given[name] for name in SETTINGS if name in given}
        if self.server.is_read_only and settings:
            return self.answer(500, "Code: 164. DB::Exception: Cannot modify a setting in readonly mode. (READONLY)", 164)
        parameters = {name.removeprefix("param_"): value for name, value in given.items() if name.startswith("param_")}
        settings |= self.server.limits
        try:
            if "database" in given:
                self.server.run(f"USE `{given['database']}`")
            self.answer(200, self.server.run(sql, settings, parameters))
        except Exception as error:
            code = re.search(r"Code: (\d+)", str(error))
            self.answer(404 if code and code[1] in ("60", "81") else 500, str(error), code[1] if code else 0)
        finally:
            if "database" in given:
                self.server.run("USE default")

    def answer(self, status, text, code=None):
        body = text.encode()
        self.send_response(status)
        if code is not None:
            self.send_header("X-ClickHouse-Exception-Code", str(code))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass
