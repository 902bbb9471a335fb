package io.karge.station;

/** Port of the provisioning block: security events on their way to the CSMS (A04). */
public interface SecurityEvents {

    /**
     * Raises a critical security event with the time of now: it is stored, and sent as soon as the CSMS may hear it, in the
     * order in which events were raised.
     *
     * @param type its name in the standard (Part 2, appendix 1: Security Events)
     * @param techInfo what more there is to know, for people; what is longer than 255 characters is cut
     */
    void raise(String type, String techInfo);
}
