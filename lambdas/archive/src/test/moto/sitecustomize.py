"""Has moto answer one request after another.

Python loads this at the start of `moto_server` where PYTHONPATH names this folder. A put with If-None-Match or If-Match is one step
in S3. moto 5.2.1 looks first and puts then, and lets other requests come in between: of two at once both can be told that they won.
"""

import werkzeug.serving

run_simple = werkzeug.serving.run_simple


def one_after_another(*args, **kwargs):
    kwargs["threaded"] = False
    run_simple(*args, **kwargs)


werkzeug.serving.run_simple = one_after_another
