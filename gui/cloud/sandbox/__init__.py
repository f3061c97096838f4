"""A simulated Dysmsapi on 127.0.0.1: same signatures and answers, but nothing is sent.

    server.py     `Sandbox`: start, stop, accepted messages; one thread per connection
    service.py    one request in, one answer out
    protocol/     HTTP, gateway checks, AccessKeys, signature, refusals, JSON and XML answers
    sending/      SendSms and SendBatchSms: parsing, content, numbers, flow control, outbox,
                  and the file that keeps accepted messages
    queries.py    QuerySendDetails, QuerySmsSignList, QuerySmsTemplateList, GetSmsTemplate
    catalogue.py  the existing signs and templates
    magic.py      numbers with special effects; faults.py injected faults
    control.py    the interface for other processes: /sandbox/messages, /calls, /faults
    settings.py   all settings; command.py `sms-desk sandbox`

Where the behaviour of the real service is not documented, the strictest plausible one is
simulated, and the docstring says so. In particular, a call with several numbers is refused as a
whole if one of them is refused.
"""
