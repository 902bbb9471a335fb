package io.karge.testsystem;

import io.karge.runtime.TestAccess;
import org.osgi.service.component.annotations.Component;

/** Opens the calls of the gateway's REST interface that only a test may make, while this bundle is installed. */
@Component
public final class TestAccessMarker implements TestAccess {}
