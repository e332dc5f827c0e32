package org.dcss.eventstore.rehearsal.deployed;

import org.dcss.eventstore.local.queue.MappingOptions;

/** An event source mapping that reports failures message by message. */
public record DeployedMapping(DeployedFunction function, DeployedQueue queue, MappingOptions options) {}
