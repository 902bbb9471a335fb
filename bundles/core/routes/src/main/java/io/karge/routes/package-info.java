/** What the gateway's Camel routes are doing. Integrators bring routes of their own as {@code RoutesBuilder} services. */
@NullMarked
@Export
@Version("0.1.0")
package io.karge.routes;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
