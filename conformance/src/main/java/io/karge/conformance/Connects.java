package io.karge.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A case that is about the connection itself: the station comes through real sockets, with this profile, to a CSMS of its
 * own that has two endpoints ({@link Bench#laboratory}). From profile 2 on it trusts CSMS Root certificate 1.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Connects {
    /** The security profile of the station's cfg: 1 or 2. */
    int securityProfile();
}
