package org.dcss.eventstore.rehearsal.deployed.reader;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dcss.eventstore.local.gateway.Cors;
import org.dcss.eventstore.local.gateway.Limits;
import org.dcss.eventstore.rehearsal.deployed.Arn;
import org.dcss.eventstore.rehearsal.deployed.DeployedApi;
import org.dcss.eventstore.rehearsal.deployed.DeployedFunction;
import org.dcss.eventstore.rehearsal.deployed.DeployedRoute;
import org.dcss.eventstore.rehearsal.deployed.DeploymentException;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.Api;
import software.amazon.awssdk.services.apigatewayv2.model.GetIntegrationResponse;
import software.amazon.awssdk.services.apigatewayv2.model.GetStageResponse;
import software.amazon.awssdk.services.apigatewayv2.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.model.Route;
import software.amazon.awssdk.services.apigatewayv2.model.RouteSettings;

/** Reads an API: from each route to its integration, to its function, and back to the function's permission. */
final class ApiReader {

    private static final String STAGE = "$default";
    private static final String GATEWAY = "apigateway.amazonaws.com";

    private final ApiGatewayV2Client gateway;
    private final FunctionReader functions;

    ApiReader(ApiGatewayV2Client gateway, FunctionReader functions) {
        this.gateway = gateway;
        this.functions = functions;
    }

    /**
     * The API with this name.
     *
     * @throws DeploymentException if there is none, or one of its routes would not work
     */
    DeployedApi read(String name) throws DeploymentException {
        Api api = gateway.getApis(request -> {}).items().stream()
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DeploymentException("there is no API " + name + ": deploy it first"));
        GetStageResponse stage =
                gateway.getStage(request -> request.apiId(api.apiId()).stageName(STAGE));
        List<DeployedRoute> routes = new ArrayList<>();
        for (Route route :
                gateway.getRoutes(request -> request.apiId(api.apiId())).items()) {
            routes.add(route(api, stage, route));
        }
        return new DeployedApi(
                routes,
                new Cors(
                        api.corsConfiguration().allowOrigins(),
                        api.corsConfiguration().allowMethods(),
                        api.corsConfiguration().allowHeaders(),
                        api.corsConfiguration().exposeHeaders(),
                        Duration.ofSeconds(api.corsConfiguration().maxAge())));
    }

    private DeployedRoute route(Api api, GetStageResponse stage, Route route) throws DeploymentException {
        String key = route.routeKey();
        String integrationId = route.target().substring(route.target().indexOf('/') + 1);
        GetIntegrationResponse integration =
                gateway.getIntegration(request -> request.apiId(api.apiId()).integrationId(integrationId));
        if (integration.integrationType() != IntegrationType.AWS_PROXY
                || !"2.0".equals(integration.payloadFormatVersion())) {
            throw new DeploymentException(key + " does not hand a function payload format 2.0");
        }
        String arn = integration.integrationUri().replaceAll("^.*/functions/|/invocations$", "");
        DeployedFunction function = functions.read(arn);
        String method = key.substring(0, key.indexOf(' '));
        String path = key.substring(key.indexOf(' ') + 1);
        String caller = Arn.parse(arn)
                .sibling("execute-api", api.apiId() + "/" + STAGE + "/" + method + path)
                .toString();
        if (!functions.permissions(arn).lets(GATEWAY, "lambda:InvokeFunction", arn, caller)) {
            throw new DeploymentException(key + " has no permission to invoke " + arn);
        }
        return new DeployedRoute(method, path, function, limits(stage, key));
    }

    private static Limits limits(GetStageResponse stage, String routeKey) {
        RouteSettings settings = stage.routeSettings().get(routeKey);
        return settings == null || settings.throttlingRateLimit() == null
                ? Limits.OF_AN_ACCOUNT
                : new Limits(settings.throttlingRateLimit(), settings.throttlingBurstLimit());
    }
}
