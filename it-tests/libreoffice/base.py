#!/usr/bin/python3
"""Drives LibreOffice Base with no screen, as a person would: a new database document for a JDBC
URL, its list of tables, a table opened in a grid that scrolls, a query, and the document opened
again. Prints what it saw; fails at the first thing that is not there.

Needs Debian's libreoffice-base, libreoffice-java-common and python3-uno:
    base.py DRIVER.jar jdbc:chroma://HOST:PORT/TENANT/DATABASE TABLE QUERY
"""

import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.sdb.CommandType import COMMAND, TABLE
from com.sun.star.sdbc.ResultSetType import SCROLL_INSENSITIVE

DRIVER_CLASS = "io.github.chromajdbc.ChromaDriver"


def property_value(name, value):
    result = PropertyValue()
    result.Name = name
    result.Value = value
    return result


def office(folder):
    """A LibreOffice of its own profile, and its component context."""
    pipe = "chroma" + pathlib.Path(folder).name
    process = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            "--nologo",
            f"-env:UserInstallation=file://{folder}/profile",
            f"--accept=pipe,name={pipe};urp;",
        ]
    )
    resolver = uno.getComponentContext().ServiceManager.createInstance(
        "com.sun.star.bridge.UnoUrlResolver"
    )
    for _ in range(240):
        try:
            return process, resolver.resolve(
                f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
            )
        except NoConnectException:
            if process.poll() is not None:
                sys.exit(f"LibreOffice ended with {process.returncode}")
            time.sleep(0.25)
    process.kill()
    sys.exit("LibreOffice did not start within a minute")


def rows(context, connection, kind, command):
    """The rows of a table or a query, through the row set that Base's grids use."""
    row_set = context.ServiceManager.createInstanceWithContext("com.sun.star.sdb.RowSet", context)
    row_set.ActiveConnection = connection
    row_set.CommandType = kind
    row_set.Command = command
    row_set.ResultSetType = SCROLL_INSENSITIVE
    row_set.execute()
    columns = row_set.getMetaData().getColumnCount()
    result = []
    while row_set.next():
        result.append([row_set.getString(column + 1) for column in range(columns)])
    if result:
        row_set.first()
        assert row_set.getString(1) == result[0][0], "first() shows another row"
        row_set.last()
        assert row_set.getRow() == len(result), "last() is not the last row"
    row_set.dispose()
    return result


def use(context, connection, table, query):
    metadata = connection.getMetaData()
    print("connected to", metadata.getDatabaseProductName(), metadata.getDriverVersion())
    names = list(connection.getTables().getElementNames())
    print("tables", names)
    named = [name for name in names if table in (name, name.split(".")[-1])]
    assert named, f"{table} is not in the list"
    columns = connection.getTables().getByName(named[0]).getColumns().getElementNames()
    print("columns", list(columns))
    print("rows of the table", len(rows(context, connection, TABLE, named[0])))
    for row in rows(context, connection, COMMAND, query):
        print("row", "|".join(row))


def main(jar, url, table, query):
    with tempfile.TemporaryDirectory() as folder:
        process, context = office(folder)
        try:
            manager = context.ServiceManager
            databases = manager.createInstanceWithContext(
                "com.sun.star.sdb.DatabaseContext", context
            )
            source = databases.createInstance()
            source.URL = url
            source.Info = (
                property_value("JavaDriverClass", DRIVER_CLASS),
                property_value("JavaDriverClassPath", pathlib.Path(jar).resolve().as_uri()),
            )
            document = f"file://{folder}/papers.odb"
            source.DatabaseDocument.storeAsURL(document, ())
            use(context, source.getConnection("", ""), table, query)
            source.DatabaseDocument.close(True)
            again = databases.getByName(document).getConnection("", "")
            print("opened again", list(again.getTables().getElementNames()))
            again.close()
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
