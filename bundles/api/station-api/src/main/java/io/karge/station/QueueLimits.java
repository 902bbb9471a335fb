package io.karge.station;

/**
 * How much waits in a {@link DurableQueue}, and how fast that leaves.
 *
 * @param bound how many messages may wait, from 100 to 1,000,000
 * @param perSecond how many leave in a second when many wait, from 1 to 1,000
 */
public record QueueLimits(int bound, int perSecond) {
    /** About a day and a half of a station with four EVSEs that sample every minute; ten a second. */
    public static final QueueLimits DEFAULT = new QueueLimits(10_000, 10);

    /** While the disk is full. */
    private static final int TIGHTER = 10;

    /** @throws IllegalArgumentException when a limit is out of range; the message names it */
    public QueueLimits {
        require("bound", bound, 100, 1_000_000);
        require("perSecond", perSecond, 1, 1_000);
    }

    private static void require(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " is " + value + ", not from " + least + " to " + most);
        }
    }

    /** The limits while nothing can be stored: a tenth may wait, so that the disk gets room back. */
    public QueueLimits tighter() {
        return new QueueLimits(Math.max(100, bound / TIGHTER), perSecond);
    }
}
