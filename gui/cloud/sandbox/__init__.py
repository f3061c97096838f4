"""A Dysmsapi on 127.0.0.1: same signatures, same answers, no message leaves."""
