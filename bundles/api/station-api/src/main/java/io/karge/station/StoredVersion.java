package io.karge.station;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The version of a record's stored form, when it is not the first any more, and the way to it from the versions before.
 * A record without this annotation has version 1. A new version is due when a component is renamed or means something
 * else; one that is added and may be absent, or taken away, needs none.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface StoredVersion {

    /** 2 or more. */
    int value();

    /** Has a constructor without parameters. */
    Class<? extends StoredMigration> migration();
}
