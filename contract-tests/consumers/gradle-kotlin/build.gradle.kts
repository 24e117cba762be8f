plugins {
    java
}

java {
    sourceCompatibility = JavaVersion.VERSION_11
    targetCompatibility = JavaVersion.VERSION_11
}

repositories {
    // Filled by "mvn install -DskipTests".
    mavenLocal()
    mavenCentral()
}

dependencies {
    implementation("io.github.binancepay:binance-pay-tsp-client:1.0.0")
    testImplementation("io.github.binancepay:binance-pay-tsp-sandbox:1.0.0")
}

sourceSets.main {
    java.setSrcDirs(listOf("../shared"))
}
