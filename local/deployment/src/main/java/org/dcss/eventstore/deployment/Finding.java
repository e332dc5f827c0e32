package org.dcss.eventstore.deployment;

/** What a review of a plan found, in the one line that run.sh reads: a word, a tab, and the rest. */
sealed interface Finding {

    /** Where the deployment is. */
    record Place(String region) implements Finding {
        @Override
        public String toString() {
            return "region\t" + region;
        }
    }

    /** Data would be lost or forgotten. */
    record Lost(String address, String how) implements Finding {
        @Override
        public String toString() {
            return "lost\t" + address + " " + how;
        }
    }

    /** Events that were to go at some time would go at once. */
    record Expiring(String address) implements Finding {
        @Override
        public String toString() {
            return "expiring\t" + address;
        }
    }

    /** Not to be replaced, but mended. */
    record Unfinished(String address) implements Finding {
        @Override
        public String toString() {
            return "unfinished\t" + address;
        }
    }

    /** AWS would refuse it, or it would not work. */
    record Refused(String why) implements Finding {
        @Override
        public String toString() {
            return "refused\t" + why;
        }
    }

    /** Worth knowing. */
    record Warning(String text) implements Finding {
        @Override
        public String toString() {
            return "warning\t" + text;
        }
    }

    /** These settle times come first, in milliseconds: what the plan makes of them would put readers ahead of writers. */
    record FirstSettle(int writers, int readers) implements Finding {
        @Override
        public String toString() {
            return "settle\t" + writers + " " + readers;
        }
    }

    /** So many seconds pass before anything is changed. */
    record Wait(long seconds, String why) implements Finding {
        @Override
        public String toString() {
            return "wait\t" + seconds + " " + why;
        }
    }

    /**
     * The consumer writes in another way: nothing of it may run when the new one starts.
     *
     * @param resume whether it goes on afterwards
     */
    record Pause(String mapping, boolean resume, long seconds) implements Finding {
        @Override
        public String toString() {
            return "pause\t" + mapping + " " + (resume ? "resume" : "stay") + " " + seconds;
        }
    }

    /** An earlier run was cut off before it published this function, and the plan leaves it as it is. */
    record Unpublished(String function) implements Finding {
        @Override
        public String toString() {
            return "unpublished\t" + function;
        }
    }
}
