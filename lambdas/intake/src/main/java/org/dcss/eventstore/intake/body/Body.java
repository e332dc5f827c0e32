package org.dcss.eventstore.intake.body;

import java.util.List;

/**
 * Where a request's events are, in order.
 *
 * @param isBatch whether they came as an array or as lines, however many they are; else there is exactly one
 */
public record Body(List<Element> elements, boolean isBatch) {}
