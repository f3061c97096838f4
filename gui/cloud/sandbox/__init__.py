"""A Dysmsapi on 127.0.0.1: same signatures, same answers, no message leaves.

    server.py     `Sandbox`: start, stop, what it took; one thread per connection
    wire.py       HTTP/1.1 by hand: requests in, answers out
    gateway.py    what is checked before an action is looked at; keys.py, rpc.py (signatures)
    service.py    one request in, one answer out
    sending.py    what becomes of SendSms and SendBatchSms; orders.py reads and checks them,
                  by the rules of content.py, numbers.py and flow.py
    queries.py    QuerySendDetails, QuerySmsSignList, QuerySmsTemplateList, GetSmsTemplate
    catalogue.py  the signs and templates there are; outbox.py what was taken
    refusals.py   every code it answers with; replies.py their JSON and XML
    magic.py      numbers that make something happen; faults.py what may go wrong
    control.py    the same for another process: /sandbox/messages, /calls, /faults
    settings.py   all that can be set; command.py `sms-desk sandbox`

Where the real service's behaviour is not documented, the strictest sensible reading is taken, and
the docstring says so. One that matters: a call with several numbers is refused as a whole if one
of them is refused.
"""
