package org.dcss.eventstore.rehearsal.deployed;

import org.dcss.eventstore.local.runtime.FunctionSettings;

/**
 * A function and what it may do.
 *
 * @param role name of its role
 * @param mayDo the role's policies
 */
public record DeployedFunction(FunctionSettings settings, String role, PolicyDocument mayDo) {}
