package org.dcss.eventstore.rehearsal.deployed;

import org.dcss.eventstore.local.gateway.Limits;

/** A route of the API, and the function behind it. */
public record DeployedRoute(String method, String path, DeployedFunction function, Limits limits) {}
