package org.dcss.eventstore.benchmarks.coldstart;

/**
 * One start of a process, in milliseconds and bytes.
 *
 * @param initialised from the start of the process until it asked for its first request
 * @param answered from the start of the process until its first answer
 * @param first from handing the first request over until its answer
 * @param second the same of the second request
 * @param processor what the process had taken of processors at its first answer
 * @param peakBytes the most memory that it had occupied at its first answer
 */
record Start(double initialised, double answered, double first, double second, double processor, double peakBytes) {}
