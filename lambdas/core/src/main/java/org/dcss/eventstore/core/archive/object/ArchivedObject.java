package org.dcss.eventstore.core.archive.object;

/**
 * An object of a day.
 *
 * @param part the number of the part of the day whose events it holds, from 1
 */
public record ArchivedObject(Group group, int part, Summary summary) {}
