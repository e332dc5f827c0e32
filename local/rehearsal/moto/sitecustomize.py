"""Teaches moto to answer with what it was given, so that the real configuration applies to it unchanged.

Python loads this at the start of `moto_server` where PYTHONPATH names this folder. Without it moto 5.2.1
- takes a queue's RedriveAllowPolicy but does not read it back, and Terraform waits for it;
- forgets a queue's Policy when any other attribute is set, and answers RedrivePolicy with white space;
- forgets a function's LoggingConfig, SnapStart and later changes of TracingConfig;
- answers an event source mapping's alias with the version behind it, and invokes functions with Docker;
- gives a new version the number of one that is still there, once an older one was deleted;
- does not know an account's settings;
- does not know the tags of autoscaling targets;
- forgets what an on-demand table, or its index, serves at most;
- cannot change a stage of an HTTP API, nor delete a route's settings in it.
"""

import itertools
import json
import os
from urllib.parse import unquote

from moto.apigatewayv2 import urls as api_urls
from moto.apigatewayv2.models import Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.awslambda import urls as lambda_urls
from moto.awslambda.models import LambdaBackend, LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.dynamodb.models.table import GlobalSecondaryIndex, Table
from moto.dynamodb.responses import DynamoHandler
from moto.sqs.models import Queue, sqs_backends

REMEMBERED = ("LoggingConfig", "SnapStart", "TracingConfig")


def after(cls, name, then):
    """Calls then(result, self, *args) behind a method and answers with what it returns."""
    method = getattr(cls, name)

    def wrapped(self, *args, **kwargs):
        return then(method(self, *args, **kwargs), self, *args, **kwargs)

    setattr(cls, name, wrapped)


Queue.redrive_allow_policy = ""
Queue.BASE_ATTRIBUTES = [*Queue.BASE_ATTRIBUTES, "RedriveAllowPolicy"]
attributes_of_queue = Queue.attributes.fget
set_attributes = Queue._set_attributes


def attributes(queue):
    answer = attributes_of_queue(queue)
    if answer.get("RedrivePolicy"):
        answer["RedrivePolicy"] = json.dumps(json.loads(answer["RedrivePolicy"]), separators=(",", ":"))
    if not answer["RedriveAllowPolicy"]:
        del answer["RedriveAllowPolicy"]
    return answer


def set_attributes_keeping_policy(queue, given, now=None):
    policy = getattr(queue, "policy", None)
    set_attributes(queue, given, now)
    if "Policy" not in given:
        queue.policy = policy


Queue.attributes = property(attributes)
Queue._set_attributes = set_attributes_keeping_policy


def remember(result, function, *args, **kwargs):
    given = next(a for a in (*args, *kwargs.values()) if isinstance(a, dict))
    remembered = {key: given[key] for key in REMEMBERED if key in given}
    function.remembered = {**getattr(function, "remembered", {}), **remembered}
    return result if result is None else {**result, **function.remembered}


def recall(configuration, function, **_kwargs):
    return {**configuration, **getattr(function, "remembered", {})}


after(LambdaFunction, "__init__", remember)
after(LambdaFunction, "update_configuration", remember)
after(LambdaFunction, "get_configuration", recall)


def keep_alias(mapping, backend, *args):
    given = args[-1]
    if mapping and "FunctionName" in given:
        mapping.function_arn = given["FunctionName"]
    for queue in sqs_backends[backend.account_id][backend.region_name].queues.values():
        queue.lambda_event_source_mappings.clear()
    return mapping


after(LambdaBackend, "create_event_source_mapping", keep_alias)
after(LambdaBackend, "update_event_source_mapping", keep_alias)


set_version = LambdaFunction.set_version


def count_versions(result, function, *_args, **_kwargs):
    function.versions_made = itertools.count(1)
    return result


def set_next_version(function, _number):
    """Numbers versions on and on, as Lambda does, whatever was deleted: a version shares its function's count."""
    set_version(function, next(function.versions_made))


after(LambdaFunction, "__init__", count_versions)
LambdaFunction.set_version = set_next_version


def account_settings(response):
    """Room for as many instances as an account has by default, or as the variable says that moto knows."""
    limit = int(os.environ.get("MOTO_LAMBDA_CONCURRENCY_QUOTA", 1000))
    reserved = sum(int(function.reserved_concurrency or 0) for function in response.backend.list_functions())
    limits = {"ConcurrentExecutions": limit, "UnreservedConcurrentExecutions": limit - reserved}
    return json.dumps({"AccountLimit": limits, "AccountUsage": {}})


LambdaResponse.get_account_settings = account_settings
lambda_urls.url_paths["{0}/(?P<api_version>[^/]+)/account-settings/?$"] = LambdaResponse.dispatch


tags_of_targets = {}


def keep_tags(answer, response):
    tags = response._get_param("Tags")
    if tags:
        tags_of_targets[json.loads(answer)["ScalableTargetARN"]] = tags
    return answer


def list_tags_for_resource(response):
    return json.dumps({"Tags": tags_of_targets.get(response._get_param("ResourceARN"), {})})


after(ApplicationAutoScalingResponse, "register_scalable_target", keep_tags)
ApplicationAutoScalingResponse.list_tags_for_resource = list_tags_for_resource


def keep_limits(answer, handler):
    limits = handler.body.get("OnDemandThroughput")
    if limits:
        handler.dynamodb_backend.get_table(handler.body["TableName"]).on_demand_limits = limits
    return answer


def tell_limits(description, table, *_args, **_kwargs):
    for body in description.values():
        body.update({"OnDemandThroughput": table.on_demand_limits} if hasattr(table, "on_demand_limits") else {})
    return description


def keep_index_limits(index, given):
    index.on_demand_throughput = given.get("OnDemandThroughput")
    return index


def tell_index_limits(description, index):
    limits = getattr(index, "on_demand_throughput", None)
    if limits:
        description["OnDemandThroughput"] = limits
    return description


# A static method: nothing comes before what it is given.
create_index = GlobalSecondaryIndex.create
GlobalSecondaryIndex.create = staticmethod(lambda given, keys: keep_index_limits(create_index(given, keys), given))
after(GlobalSecondaryIndex, "describe", tell_index_limits)
after(DynamoHandler, "create_table", keep_limits)
after(DynamoHandler, "update_table", keep_limits)
after(Table, "describe", tell_limits)


def stage_of(response):
    """The stage in a path such as .../apis/ID/stages/NAME, whatever follows it."""
    api, _, rest = response.path.partition("/apis/")[2].partition("/stages/")
    return response.apigatewayv2_backend.get_api(api).stages[unquote(rest.partition("/")[0])]


def update_stage(response):
    stage = stage_of(response)
    given = json.loads(response.body)
    settings = {**stage.route_settings, **given.get("routeSettings", {})}
    created = stage.created
    Stage.__init__(stage, response.apigatewayv2_backend.get_api(response.path.split("/")[-3]), {**stage.config, **given, "routeSettings": settings})
    stage.created = created
    return 200, {}, json.dumps(stage.to_json())


def delete_route_settings(response):
    stage_of(response).route_settings.pop(unquote(response.path.partition("/routesettings/")[2]), None)
    return 204, {}, ""


ApiGatewayV2Response.update_stage = update_stage
ApiGatewayV2Response.delete_route_settings = delete_route_settings
api_urls.url_paths["{0}/v2/apis/(?P<api_id>[^/]+)/stages/(?P<stage_name>[^/]+)/routesettings/(?P<route_key>.+)$"] = ApiGatewayV2Response.dispatch
