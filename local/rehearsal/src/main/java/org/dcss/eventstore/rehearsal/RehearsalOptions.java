package org.dcss.eventstore.rehearsal;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How a deployment is rehearsed.
 *
 * @param standIn what it was deployed to; keeps the tables that functions only read
 * @param folder takes unpacked zips and the functions' logs; made if absent
 * @param port of the gateway; 0 picks a free one
 * @param maxInstances of each function, where more are deployed: a machine is not a region
 * @param messages is told what a person should see
 */
record RehearsalOptions(URI standIn, Path folder, int port, int maxInstances, Consumer<String> messages) {}
