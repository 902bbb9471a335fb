package io.karge.shell.table;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Makes commands and completers, each with the services that its fields are marked to refer to: one of a type, or a list of
 * all that there are. They are let go of at the end.
 */
final class References implements AutoCloseable {
    private final BundleContext context;
    private final Session session;
    private final List<ServiceReference<?>> held = new ArrayList<>();

    /** @param session is what a field of its type refers to */
    References(BundleContext context, Session session) {
        this.context = context;
        this.session = session;
    }

    /** @throws IllegalStateException when a service is not there */
    <T> T make(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            T made = constructor.newInstance();
            for (Class<?> one = type; one != Object.class; one = one.getSuperclass()) {
                for (Field field : one.getDeclaredFields()) {
                    if (field.isAnnotationPresent(Reference.class)) {
                        field.setAccessible(true);
                        field.set(made, value(field));
                    }
                }
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    private Object value(Field field) {
        if (field.getType() == Session.class) {
            return session;
        } else if (field.getType() == List.class && field.getGenericType() instanceof ParameterizedType list) {
            return services(list.getActualTypeArguments()[0]);
        }
        List<Object> found = services(field.getType());
        if (found.isEmpty()) {
            throw new IllegalStateException(
                    "the command needs " + field.getType().getSimpleName()
                            + ", which is not there at the moment: the gateway starts or ends, or a part of it was removed;"
                            + " bundle:list says what runs");
        }
        return found.get(0);
    }

    /** The one that the framework prefers comes first. */
    private List<Object> services(Type type) {
        List<ServiceReference<?>> references = new ArrayList<>();
        try {
            ServiceReference<?>[] all = context.getServiceReferences(type.getTypeName(), null);
            Collections.addAll(references, all == null ? new ServiceReference<?>[0] : all);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e); // without a filter there is no syntax
        }
        references.sort(Collections.reverseOrder());
        List<Object> services = new ArrayList<>();
        for (ServiceReference<?> reference : references) {
            Object service = context.getService(reference);
            if (service != null) {
                held.add(reference);
                services.add(service);
            }
        }
        return services;
    }

    @Override
    public void close() {
        held.forEach(context::ungetService);
    }
}
