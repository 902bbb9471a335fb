package io.karge.station;

/** Port of the block security-events: what concerns the security of a station (A04). */
public interface SecurityEvents {

    /**
     * Raises a security event with the time of now: it goes to the {@link SecurityLog}. One that the standard calls critical is
     * stored too, and sent as soon as the CSMS may hear it, in the order in which events were raised.
     *
     * @param type its name in the standard (Part 2, appendix 1: Security Events)
     * @param techInfo what more there is to know, for people; nothing that is secret. The CSMS gets the first 255 characters
     */
    void raise(String type, String techInfo);
}
