"""Calls the simulator through a Python SDK: one line of JSON in for each call, one line of JSON out for its answer."""

import importlib
import json
import re
import sys


class Refusal(Exception):
    def __init__(self, code, status, message):
        super().__init__(message)
        self.error = {"code": code, "status": status, "message": message}


def generated(settings):
    """alibabacloud_vpc20160428: typed requests and answers, signature ACS3 or V1."""
    from alibabacloud_tea_openapi.models import Config
    from alibabacloud_vpc20160428 import models
    from alibabacloud_vpc20160428.client import Client

    config = Config(
        access_key_id=settings["accessKeyId"],
        access_key_secret=settings["accessKeySecret"],
        security_token=settings.get("securityToken"),
        endpoint=settings["host"],
        protocol="http",
        region_id="cn-hangzhou",
        signature_algorithm="v2" if settings["sdk"].endswith(" V1") else None,
    )
    client = Client(config)

    def call(operation, parameters):
        request = getattr(models, operation + "Request")().from_map(parameters)
        method = getattr(client, snake_case(operation))
        try:
            body = method(request).body
        except Exception as error:  # The SDK has several kinds; those of the service have a code.
            if getattr(error, "code", None) is None:
                raise
            status = getattr(error, "status_code", None) or (getattr(error, "data", None) or {}).get("statusCode")
            raise Refusal(error.code, status, str(error)) from error
        body.validate()
        return body.to_map()

    return call


def classic(settings):
    """aliyun-python-sdk-vpc: a request class for each operation, answers as JSON, signature V1."""
    from aliyunsdkcore.acs_exception.exceptions import ServerException
    from aliyunsdkcore.auth.credentials import AccessKeyCredential, StsTokenCredential
    from aliyunsdkcore.client import AcsClient

    keys = (settings["accessKeyId"], settings["accessKeySecret"])
    token = settings.get("securityToken")
    credential = AccessKeyCredential(*keys) if token is None else StsTokenCredential(*keys, token)
    client = AcsClient(region_id="cn-hangzhou", credential=credential, auto_retry=False)
    # The SDK names the setters of lists in the plural.
    plural = {"Tag": "Tags", "TunnelIds": "TunnelIdss", "VpnConnectionIds": "VpnConnectionIdss"}

    def call(operation, parameters):
        module = importlib.import_module("aliyunsdkvpc.request.v20160428." + operation + "Request")
        request = getattr(module, operation + "Request")()
        request.set_endpoint(settings["host"])
        request.set_protocol_type("http")
        request.set_accept_format("json")
        for name, value in parameters.items():
            # The client adds its own region.
            if name != "RegionId":
                getattr(request, "set_" + plural.get(name, name))(value)
        try:
            return json.loads(client.do_action_with_exception(request))
        except ServerException as error:
            raise Refusal(error.get_error_code(), error.get_http_status(), error.get_error_msg()) from error

    return call


def snake_case(name):
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def main():
    settings = json.loads(sys.argv[1])
    call = classic(settings) if settings["sdk"] == "aliyun-python-sdk-vpc" else generated(settings)
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            reply = {"answer": call(asked["operation"], asked["parameters"])}
        except Refusal as refusal:
            reply = {"error": refusal.error}
        print(json.dumps(reply), flush=True)


main()
