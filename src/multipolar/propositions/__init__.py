"""The proposition language: testable statements over recorded facts and named measures.

`parse.parse` reads one, `render.render` writes it, `english.english` says it, `evaluate.evaluate` tests it.
"""
