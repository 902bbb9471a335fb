package io.karge.station;

/** What is wrong with a station, for people. A problem stays in the list until it is cleared. */
public interface Problems {

    /**
     * Says what is wrong; raising it again under the same key replaces the text and keeps the time.
     *
     * @param what what does not work
     * @param why the cause
     * @param remedy what to do about it
     */
    void raise(String key, String what, String why, String remedy);

    void clear(String key);
}
