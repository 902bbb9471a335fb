package io.karge.runtime;

/**
 * Says that a test system is installed: while a service of this type is there, the gateway's REST interface has the
 * calls that only a test may make.
 */
public interface TestAccess {}
