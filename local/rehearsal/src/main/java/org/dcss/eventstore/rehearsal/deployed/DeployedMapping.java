package org.dcss.eventstore.rehearsal.deployed;

import org.dcss.eventstore.local.queue.MappingOptions;

/**
 * An event source mapping that reports failures message by message.
 *
 * @param enabled whether it hands messages over
 */
public record DeployedMapping(
        DeployedFunction function, DeployedQueue queue, MappingOptions options, boolean enabled) {}
