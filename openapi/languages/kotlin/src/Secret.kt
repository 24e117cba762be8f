package com.example.binancepay

import com.squareup.moshi.JsonAdapter
import com.squareup.moshi.JsonClass
import com.squareup.moshi.JsonReader
import com.squareup.moshi.JsonWriter

/** A string that `toString()` does not print. The generated models are data classes, which print every field. */
@JsonClass(generateAdapter = true, generator = "SecretJsonAdapter below, which Moshi finds by its name")
class Secret(val value: String) {
    override fun toString() = "(secret)"
}

class SecretJsonAdapter : JsonAdapter<Secret>() {
    override fun fromJson(reader: JsonReader) = Secret(reader.nextString())

    override fun toJson(writer: JsonWriter, value: Secret?) {
        writer.value(value?.value)
    }
}
