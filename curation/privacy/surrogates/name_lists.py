"""Names and places to choose surrogates from: made-up people must not look like one another.

Lists of our own of widespread names from many countries; ordinary English words ("Grace",
"Young", "Reading") are left out, so that a surrogate is never read as one.
"""

from curation.privacy.surrogates.words import words

FEMALE = words(
    """
    Adela Agata Agnes Aiko Aisha Alba Alicja Alina Amara Amelia Amina Anika Anja Annika Antonia
    Astrid Beatrix Bianca Birgit Bruna Camila Carla Carmen Carolina Catarina Celia Chiara Clara
    Claudia Cristina Dagmar Daniela Daria Delia Diana Dorota Edith Elena Eleni Elisa Elsa Emilia
    Erika Esra Esther Eveline Farah Fatima Fiona Flavia Franka Frida Gabriela Gemma Gesa Gloria
    Greta Hanna Harriet Hedda Heidi Helena Hilda Ilona Imke Ines Ingrid Irina Isabel Ivana Jana
    Jasmin Johanna Jolanta Judith Juliana Kamila Karin Katarina Keiko Kerstin Kinga Klara Lara
    Larissa Latifa Laura Leila Leonie Lidia Liliana Linda Livia Lorena Lucia Luisa Magda Maja
    Malin Manuela Marcela Margit Mariana Marlene Marta Martina Matilda Meike Mei Melina Michiko
    Milena Mira Miriam Monika Nadia Naomi Natalia Nicola Nina Noemi Nora Norma Olga Olivia Paola
    Patricia Paula Petra Pilar Priya Rafaela Ramona Rania Rebecca Renata Rita Roberta Romy
    Rosalia Sabine Salma Samira Sandra Sara Selin Selma Silvia Simona Sofia Sonja Stella Susanne
    Svenja Sylvia Tamara Tanja Tatiana Teresa Thea Theresa Tilda Ulrike Ursula Valentina Valeria
    Vanessa Vera Verena Veronika Victoria Viola Vivian Wanda Yasmin Yuki Yvonne Zainab Zara Zoe
    """
)

MALE = words(
    """
    Aaron Adam Adrian Ahmed Akira Albert Aldo Alexander Alfonso Alfred Ali Amir Anders Andrei Anton
    Armin Arne Arthur Axel Benedikt Benjamin Bernd Bjorn Boris Bruno Carlos Cedric Christian
    Claus Conrad Cornelius Damian Daniel Dario David Dennis Diego Dieter Dimitri Dominik Edgar
    Eduardo Edwin Elias Emil Emre Enrico Eric Ernesto Erwin Esteban Fabian Farid Felix Fernando
    Filip Florian Francesco Frederik Gabriel Georg Gerald Giorgio Gregor Guido Gustav Hakan
    Hannes Hans Harald Hassan Hector Heiko Henrik Herbert Hiroshi Hugo Ibrahim Ignacio Igor Ivan
    Jakob Jan Javier Jens Jerome Joachim Joel Johan Jonas Jorge Josef Juan Julian Jurgen Kai
    Karim Karl Kasper Keith Kenji Kevin Klaus Konrad Kurt Lars Lennart Leo Leonard Liam Lorenzo
    Lothar Louis Lucas Luis Luka Magnus Malik Manfred Marcel Marco Marek Mario Martin Mateo
    Matthias Maurice Max Mehmet Michal Miguel Mikael Milan Mirko Mohamed Nathan Nicolas Niklas
    Nils Norbert Oliver Omar Oscar Otto Pablo Pascal Patrik Pavel Pedro Peter Philipp Piotr
    Rafael Ralf Ramon Raoul Reinhard Ricardo Robert Roland Roman Rudolf Rupert Samuel Sander
    Santiago Sebastian Sergej Simon Stefan Steven Sven Tariq Thomas Tobias Tomas Torsten Ulrich
    Umberto Valentin Viktor Vincent Vladimir Walter Werner Wilhelm Xavier Yannick Yusuf Zoltan
    """
)

SURNAMES = words(
    """
    Abbott Abel Acosta Adler Aguilar Ahrens Albrecht Almeida Alvarez Andersen Aoki Arnold Aydin
    Bachmann Baptista Barros Bartels Bauer Becker Beckett Behrens Benedetti Bennett Berger
    Bergstrom Bianchi Blanco Boateng Bogdanov Bolton Borges Brandt Brenner Bryant Burkhardt
    Cabrera Calloway Campos Cardoso Carlsson Castillo Cermak Chandra Chaudhry Conti Cordero
    Correia Costello Crawford Czerny Dahl Dalton Delgado Desai Dietrich Dominguez Donnelly Dubois
    Duarte Dvorak Ebert Eckert Egger Ekstrom Engel Erdogan Esposito Estrada Falk Farkas Ferrari
    Ferreira Fiedler Fitzgerald Flores Fontaine Forster Frandsen Franke Fujita Galvez Garcia
    Geiger Gerhardt Gomes Gottlieb Graf Griffiths Gruber Gutierrez Haas Hagen Hakimi Halvorsen
    Hansen Hartwig Hashimoto Hauser Heikkinen Heller Hendriks Hernandez Herzog Hidalgo Hoang
    Hofer Holmberg Horvath Huber Hughes Ibarra Iglesias Ismail Ivanov Iyer Jablonski Jacobsen
    Jankowski Jensen Jimenez Johansson Jovanovic Kaiser Kaminski Kapoor Karlsson Kaufmann Keller
    Kessler Kimura Kirchner Klein Klinger Kobayashi Kovacs Kowalski Krause Krueger Kruger Kumar
    Lachmann Lambert Lange Larsen Laurent Lehmann Leitner Lemaire Lindberg Lombardi Lorenz Lozano
    Ludwig Lundgren Maier Malik Marchetti Marino Markovic Martinez Matsuda Mazur Medina Meier
    Mendes Mertens Meyer Mikkelsen Molina Montero Moreau Moretti Mueller Mukherjee Nagel Nakamura
    Navarro Neumann Nguyen Nielsen Nkosi Novak Nowak Nygaard Obermann Ochoa Okafor Olsen Orlando
    Ortega Osei Ostrowski Oyelaran Pacheco Palmer Pappas Patel Paulsen Pavlov Pereira Petersen
    Petrov Pfeiffer Pichler Popescu Prieto Quintero Quist Radu Rahman Ramirez Rasmussen Reuter
    Ribeiro Richter Riedel Rinaldi Rivera Rodriguez Romero Rossi Roth Rousseau Salazar Sandberg
    Santana Santos Sato Schaefer Schmidt Schneider Schreiber Schubert Schulz Seidel Serrano
    Sharma Sievers Silva Simonsen Sokolov Sorensen Soto Stein Steiner Suarez Svensson Szabo
    Takahashi Tanaka Thoma Tomczak Torres Toth Ueda Ulrich Urban Valdez Vargas Vasquez Vega
    Villanueva Vogel Volkov Wagner Walsh Weber Weiss Werner Wiese Winkler Wojcik Yamada Yilmaz
    Zamora Zapata Zeller Ziegler Zimmermann Zuniga
    """
)

TOWNS = words(
    """
    Aalborg Aarau Aberdeen Albany Alicante Ancona Antwerp Arhus Augsburg Austin Basel Bergamo Bergen
    Bielefeld Bilbao Boise Bologna Bonn Bordeaux Braga Bremen Brno Calgary Cardiff Coimbra Cork
    Dallas Debrecen Denver Dijon Dortmund Dresden Dundee Eindhoven Erfurt Esbjerg Fresno Freiburg
    Galway Gdansk Geneva Genoa Ghent Girona Graz Grenoble Groningen Haarlem Halifax Hanover
    Houston Innsbruck Kassel Kiel Krakow Laredo Lausanne Leeds Leicester Leiden Leipzig Lille
    Limerick Linz Ljubljana Lublin Lucerne Luebeck Madison Mainz Malaga Malmo Mannheim Marburg
    Memphis Metz Modena Montreal Murcia Nantes Norwich Odense Omaha Oporto Ostrava Ottawa Padua
    Parma Perugia Phoenix Pisa Plymouth Poznan Raleigh Ravenna Regina Rennes Rostock Rotterdam
    Salamanca Salzburg Savannah Seattle Segovia Sheffield Siena Spokane Stavanger Stuttgart
    Swansea Tampa Tampere Tarragona Toledo Toulouse Trento Trieste Tucson Turku Uppsala Utrecht
    Valencia Verona Vigo Wroclaw Wuerzburg Zagreb Zwolle
    """
)

COUNTRIES = words(
    """
    Argentina Australia Austria Belgium Brazil Bulgaria Canada Chile China Colombia Croatia Cyprus
    Denmark Ecuador Egypt Estonia Finland France Germany Ghana Greece Hungary Iceland India
    Indonesia Ireland Israel Italy Japan Kenya Latvia Lithuania Luxembourg Malaysia Mexico Morocco
    Netherlands Nigeria Norway Pakistan Peru Poland Portugal Romania Serbia Singapore Slovakia
    Slovenia Spain Sweden Switzerland Thailand Tunisia Turkey Ukraine Uruguay Vietnam
    """
)

STREETS = words(
    """
    Acacia Alder Ashford Aspen Bayview Beechwood Bellevue Birch Bramble Briarwood Brookside
    Cedar Clifton Cranbrook Cypress Dover Eastgate Elmwood Fairview Fernhill Garfield Glendale
    Grafton Hamilton Hawthorn Hazel Highfield Hillcrest Holly Jasper Juniper Kensal Kestrel Lakeview
    Larch Laurel Linden Lisburn Madrona Magnolia Maple Meadowbrook Milton Myrtle Northgate Oakfield
    Orchard Parkside Pinewood Poplar Redwood Ridgeway Riverside Rosedale Rowan Sandown Selby
    Sherwood Southgate Sycamore Thornton Vernon Walnut Waverley Westbrook Willow Woodland
    """
)

COMPANIES = words(
    """
    Alventa Arcovia Astelo Avenor Bellario Bravonta Calidor Cantara Corvello Dalvora Delmaro
    Eldoria Elvanto Ferrano Finexa Gallindo Grandello Harvona Helvaro Indaro Jolvana Kelvoro Landoro
    Lumaris Maravel Mervona Montalis Norvelo Olvanta Ordanis Pallero Pervona Quandoro Ravello
    Rondavo Sandoro Selvanta Tarvello Tervano Ulvaro Valdero Vantoro Velaris Vornado Wendaro Xandoro
    Yelvora Zandoro
    """
)
