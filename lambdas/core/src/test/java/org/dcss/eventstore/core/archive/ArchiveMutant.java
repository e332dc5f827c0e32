package org.dcss.eventstore.core.archive;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.dcss.eventstore.core.archive.object.ObjectStore;
import org.dcss.eventstore.core.view.ViewTable;

/** Faults that the simulation must find. */
enum ArchiveMutant {
    MANIFEST_COMES_BEFORE_ITS_OBJECTS(new ArchiveParts() {
        @Override
        Both both(ViewTable table, ObjectStore store) {
            return new Both(table, new FaultyArchives.ManifestFirst(store));
        }
    }),
    CHECKPOINT_MOVES_BEFORE_THE_MANIFEST_IS_THERE(new ArchiveParts() {
        @Override
        Both both(ViewTable table, ObjectStore store) {
            FaultyArchives.ManifestLast last = new FaultyArchives.ManifestLast(store);
            return new Both(new FaultyArchives.FirstTheCheckpoint(table, last), last);
        }
    }),
    DAY_IS_ARCHIVED_AS_SOON_AS_IT_IS_CLOSED(new ArchiveParts() {
        @Override
        Duration margin() {
            return Duration.ZERO;
        }
    }),
    PART_BEGINS_ONE_SLOT_TOO_LATE(tables(FaultyArchives.PartsEndLater::new)),
    PLACES_OF_THE_CHECKPOINT_MOVE_EACH_BY_ITSELF(tables(FaultyArchives.PlacesApart::new)),
    NOTICE_IS_NOT_KEPT_FOR_A_DAY_TO_COME(tables(FaultyArchives.NoticesForgotten::new)),
    OBJECT_IS_PUT_WHATEVER_IS_THERE(new ArchiveParts() {
        @Override
        Both both(ViewTable table, ObjectStore store) {
            return new Both(table, new FaultyArchives.Unconditional(store));
        }
    });

    @SuppressWarnings("ImmutableEnumChecker") // Parts have no state.
    private final ArchiveParts parts;

    ArchiveMutant(ArchiveParts parts) {
        this.parts = parts;
    }

    ArchiveParts parts() {
        return parts;
    }

    private static ArchiveParts tables(UnaryOperator<ViewTable> faulty) {
        return new ArchiveParts() {
            @Override
            Both both(ViewTable table, ObjectStore store) {
                return new Both(faulty.apply(table), store);
            }
        };
    }
}
