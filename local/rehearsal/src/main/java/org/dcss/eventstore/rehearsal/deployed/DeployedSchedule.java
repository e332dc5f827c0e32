package org.dcss.eventstore.rehearsal.deployed;

/**
 * A rule that calls a function again and again.
 *
 * @param name of the rule
 */
public record DeployedSchedule(String name, DeployedFunction function) {}
