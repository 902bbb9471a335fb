package io.karge.itests;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What lives below {@code a.b.internal} is for {@code a.b} alone. */
final class OwnInternals extends ArchCondition<JavaClass> {
    private static final String INTERNAL = ".internal";

    OwnInternals() {
        super("use the internals of their own bundle only");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getDirectDependenciesFromSelf().forEach(dependency -> {
            String target = dependency.getTargetClass().getPackageName();
            int internal = (target + ".").indexOf(INTERNAL + ".");
            if (target.startsWith("io.karge.") && internal > 0) {
                String owner = target.substring(0, internal);
                boolean own = (type.getPackageName() + ".").startsWith(owner + ".");
                events.add(new SimpleConditionEvent(dependency, own, dependency.getDescription()));
            }
        });
    }
}
