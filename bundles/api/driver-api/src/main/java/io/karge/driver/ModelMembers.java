package io.karge.driver;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds members that no record has. Whoever misspells one would otherwise be told that the right one is missing, with no
 * hint at the one that is there.
 */
final class ModelMembers {
    private ModelMembers() {}

    /**
     * The path of the first unknown member, with those that there are.
     *
     * @param type a record that the tree is to become
     */
    static Optional<String> unknown(JsonNode tree, Class<?> type) {
        return unknown("", tree, type).findFirst();
    }

    private static Stream<String> unknown(String path, JsonNode node, Type type) {
        if (node.isArray() && type instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return IntStream.range(0, node.size())
                    .boxed()
                    .flatMap(i -> unknown(path + "[" + i + "]", node.path(i), element));
        } else if (node.isObject() && type instanceof Class<?> record && record.isRecord()) {
            return ofObject(path, node, record);
        }
        return Stream.empty(); // what has another shape than it should is told when it is read
    }

    private static Stream<String> ofObject(String path, JsonNode node, Class<?> record) {
        Map<String, Type> known = new TreeMap<>();
        Arrays.stream(record.getRecordComponents())
                .forEach(member -> known.put(member.getName(), member.getGenericType()));
        Stream.Builder<Stream<String>> found = Stream.builder();
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            String member = path.isEmpty() ? name : path + "." + name;
            Type type = known.get(name);
            found.add(
                    type == null
                            ? Stream.of(member + ": it is not known here; there are " + new TreeSet<>(known.keySet()))
                            : unknown(member, node.path(name), type));
        }
        return found.build().flatMap(any -> any);
    }
}
