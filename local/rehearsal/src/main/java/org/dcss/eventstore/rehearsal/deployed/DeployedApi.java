package org.dcss.eventstore.rehearsal.deployed;

import java.util.List;
import org.dcss.eventstore.local.gateway.Cors;

/** An HTTP API. */
public record DeployedApi(List<DeployedRoute> routes, Cors cors) {

    public DeployedApi {
        routes = List.copyOf(routes);
    }
}
