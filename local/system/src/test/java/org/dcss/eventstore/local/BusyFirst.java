package org.dcss.eventstore.local;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Those that lock {@link StoreExtension#BUSY} begin first: one of them runs at a time, and all others beside it. */
final class BusyFirst implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors()
                .sort(Comparator.comparing(BusyFirst::isBusy).reversed());
    }

    private static boolean isBusy(ClassDescriptor test) {
        return test.findRepeatableAnnotations(ResourceLock.class).stream()
                .anyMatch(lock -> lock.value().equals(StoreExtension.BUSY));
    }
}
