package io.karge.conformance;

/**
 * Something that happens at a station; the time that it names passes afterwards.
 *
 * @param evse at which EVSE, where that makes a difference
 * @param seconds how long nothing else happens then
 */
record StoryStep(Kind kind, int evse, int seconds) {

    /** What can happen, and how often it does. */
    enum Kind {
        PLUG(8),
        UNPLUG(4),
        CARD(8),
        OTHER_CARD(1),
        STOP_BUTTON(1),
        REMOTE_START(3),
        REMOTE_STOP(2),
        FAULT(1),
        FAULT_CLEARED(2),
        VEHICLE_SUSPENDS(1),
        VEHICLE_RESUMES(1),
        CONNECTION_LOST(4),
        CSMS_UNREACHABLE(2),
        CSMS_REACHABLE(4),
        CSMS_ANSWERS(5),
        CSMS_SILENT(1),
        CSMS_LATE(1),
        CSMS_REFUSES(1),
        STATION_RESTARTS(1),
        PROCESS_DIES(2),
        BLOCK_SWAPPED(1),
        DRIVER_SWAPPED(1),
        DISK_FULL(1),
        DISK_REPAIRED(3),
        CSMS_CLOCK_FORWARD(1),
        CSMS_CLOCK_BACK(1),
        LINK_DOWN(1),
        LINK_UP(3),
        POWER_CYCLE(1),
        NOTHING(4);

        private final int weight;

        Kind(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }

    @Override
    public String toString() {
        return kind + "(" + evse + ")+" + seconds + "s";
    }
}
