"""Full names by origin, held out: written for measuring, used by no word list and no training.

The names were written apart from the lists of the scanner. Single parts may be in those too: a
language with few family names, as Chinese or Vietnamese, leaves no other choice.
"""

_CHINESE = """
Bian Xichen|Chi Rongfa|Chu Yaozong|Dou Mingzhu|Fei Qiuhong|Geng Zhaohui|Hang Yulong|Huo Suqin
Ji Xueqin|Jiao Hongwen|Ke Zhenyu|Lan Guifang|Lian Shuyi|Linghu Zhan|Lou Peizhen|Mu Xinglong
Pu Wenhao|Qi Xiangdong|Rong Tianci|Sheng Kaifeng|Shu Yiran|Sui Chengdong|Tu Zhichao
Wei Shuanglin|Weng Lianying|Xing Yuanhao|Xuan Zhiming|Yue Haoxuan|Zang Lihong|Zhi Manyu
Zhuang Yijun|Zhuo Baolin|Wang Xiulong|Li Mengzhen|Zhang Ruilin|Chen Yunxiang|Liu Shengnan
Huang Zhenfei|Zhao Tiezhu|Mei Ling Zhou|Xiaoqing Wu|Guanting Sun|Yongkang Lin|Hoi-Man Cheng
Wai-Kit Ngai|Tak-Wah Szeto
"""
_KOREAN = """
Bong Seok-ju|Cheon Mu-jin|Dokgo Jun|Eun Ji-seong|Gam Woo-sung|Ham So-won|Hyun Bin-na|In Gyo-jin
Jegal Hyo|Jo Gwang-il|Kim Tae-ri|Lee Bo-mi|Mo Tae-beom|Namgung Won|Ok Ja-yeon|Park Cheol-min
Pi Cheon-deuk|Sa Gong-hee|Seol Kyung-gu|Sin Ae-ra|So Ji-sub|Tae Hyun-sil|Wang Geon-tae|Ye Soo-an
Bin Chan-hong|Gook Hae-sung|Choi Moo-sik|Jung Da-bin|Kang Gwi-nam|Yoon Tae-gu|Han Seul-gi
Lim Se-ryung|Mi-rae Kwon|Cheol-soo Hwang|Bit-na Jang|Gwang-rae Seo|Deok-hwa Lee|Ok-soon Shin
Byeong-ki Oh|Haneul Baek|Iseul Noh|Areum Ryu
"""
_JAPANESE = """
Tadayoshi Ogiwara|Kiyoko Murasawa|Junpei Hatakeyama|Mizuki Sakuragi|Eitaro Kuramochi
Chihiro Nakabayashi|Genzo Wakimoto|Hatsue Morinaga|Isamu Teshigawara|Kanako Shirakawa
Kotaro Ushijima|Machiko Yonezawa|Nobuhiko Obara|Otome Kagawa|Rintaro Fukumoto|Sachie Minamoto
Seiichi Onodera|Suzue Hirasawa|Tetsuro Mukai|Tomoe Kurihara|Umeko Tsunoda|Wataru Isoda
Yasuhiro Takemoto|Yumeko Igarashi|Zenji Kitazawa|Ayumu Hosokawa|Chiyoko Mizushima
Fumihiro Sugawara|Goro Nishigaki|Hanae Uemura|Itsumi Okuda|Kiichi Furuta|Mitsuko Kaneshiro
Nagisa Tokunaga|Ryuunosuke Arakawa|Shiho Takamura|Tamotsu Hirose|Toshiko Nagasawa
Yoshitaka Muraoka|Kazuma Asakura
"""
_INDIAN = """
Aravind Subramanyam|Bhavesh Kotecha|Chitra Venugopal|Devendra Phadke|Eknath Kulkarni
Farhan Qureshi|Gitanjali Mukhopadhyay|Hemant Solanki|Indrajit Bhowmick|Jyotsna Deshmukh
Kavitha Ranganathan|Lokesh Hegde|Madhavi Gokhale|Nandini Chattopadhyay|Omkar Sawant
Pallavi Wadhwa|Raghunath Pillai|Sangeeta Dubey|Tejaswini Gowda|Udayan Lahiri|Vasundhara Scindia
Yashwant Ghorpade|Zubin Daruwala|Ambika Nambiar|Balwinder Bhullar|Charulata Rajguru
Dharmendra Shukla|Gurmeet Ahluwalia|Harpreet Randhawa|Ishaan Tripathi|Jagdish Parmar
Kalyani Raghavan|Lavanya Muthuswamy|Mrinal Banerjea|Nirupama Iyengar|Padmini Kolhapure
Ranjana Thakkar|Sharadha Kamath|Trupti Karandikar|Venkataraman Seshadri
"""
_VIETNAMESE = """
Nguyen Tan Dung|Tran Cong Phuong|Le Hoang Yen|Pham Nhu Quynh|Hoang Bich Ngoc|Phan Trong Nghia
Vu Cat Tuong|Vo Hoang Yen Nhi|Dang Tien Dat|Bui Xuan Phai|Do Thi Hanh|Ho Quynh Huong
Ngo Thanh Van|Duong Trieu Vu|Ly Nha Ky|Dinh Tien Hoang|Truong Dinh Tuyen|Mai Phuong Thao
Doan Van Hau|Trinh Kim Chi|Lam Chan Khang|Dao Ba Loc|Luong The Vinh|Ha Anh Tuan|Cao Thai Son
Vuong Khanh Ly|Quach Tuan Du|Thach Kim Long|Khuc Thua Du|Nghiem Xuan Tu|Ung Hoang Phuc
Lieu Ha Trinh|Nhat Kim Anh|Tuyet Mai Trinh|Quynh Nga Le|Bao Tran Nguyen|Trong Hieu Pham
Cam Ly Tran|Viet Hung Dang|Ngoc Diep Bui
"""
_ARABIC = """
Abdelkader Benyamina|Badr Al-Otaibi|Chaima Trabelsi|Duaa Al-Rashidi|Ehab Tawadros
Fatiha Boukhari|Ghada Al-Zahrani|Hisham Barakat|Iman Chebbi|Jaber Al-Mutairi|Khadija Bensaid
Lubna Sarraf|Munira Al-Dosari|Nizar Kabbani|Oussama Mellouli|Qais Al-Jubouri|Rawan Shihab
Sawsan Badran|Thamer Al-Subaie|Usama Kawas|Wafaa Daher|Yahya Berri|Zainab Obeid|Abeer Shuwaikh
Basel Khartabil|Daoud Makhlouf|Fairuz Nakhle|Hamdi Qandil|Ikram Laaroussi|Jihane Elbaz
Kawthar Mrabet|Lotfi Bouchnak|Mazen Darwazeh|Naima Elaoufi|Ragheb Alamah|Suha Arafeh
Tahani Alghamdi|Walid Joumblatt|Yasmina Khadraoui|Zuhair Murad
"""
_AFRICAN = """
Abimbola Ogunbanjo|Bukola Elemide|Chukwudi Iwuchukwu|Damilola Odufuwa|Efua Sutherland-Addo
Folasade Ogunsola|Gugulethu Ndebele|Habimana Nsengiyumva|Itumeleng Khune|Jabulani Maseko
Kwabena Boahene|Lindiwe Mabuza|Mthunzi Dlamini|Nonhlanhla Sithole|Olumide Oworu|Palesa Mokubung
Rethabile Molefe|Sibusiso Vilakazi|Tendai Mutasa|Uzoamaka Aniunoh|Wangui Gathoni|Yewande Omotoso
Zodwa Wabantu|Akosua Frimpong|Barasa Wafula|Chipo Chirwa|Dikembe Lubanga|Fatoumata Sangare
Gathogo Muriuki|Hlumelo Biko|Kagiso Rakgadi|Lwazi Mvuyane|Mamadou Konate|Nyokabi Gitau
Ousmane Traore|Pretty Xaba|Sizwe Mpofu|Thandeka Zulu|Wambui Mwende|Zanele Mbeki
"""
_SLAVIC = """
Afanasiy Krasnov|Bogumil Zawadzki|Czeslaw Niemczyk|Dobromir Stoyanov|Ekaterina Vetrova
Feliks Dzierzynowski|Galyna Shevchuk|Hryhoriy Tymoshchuk|Iryna Lysenko|Jadwiga Ostrowska
Kazimierz Wojtowicz|Lyudmyla Hnatiuk|Mieczyslaw Bartosik|Nadezhda Tikhonova|Ostap Vyshniak
Pelagia Rzepka|Radoslav Hristov|Stanislava Prochazkova|Tihomir Vukovic|Ulyana Makarenko
Vsevolod Gromyko|Wieslawa Gorniak|Yaroslava Mazurenko|Zbigniew Preisner|Anfisa Zaytseva
Branimir Peric|Dragoslav Mihajlov|Fedir Holub|Gordana Petkovic|Jaromira Vondrackova
Klavdiya Rybakova|Ljiljana Zivkovic|Miroslava Benesova|Nevena Kostadinova|Oldrich Maly
Pavlina Hruba|Rostyslav Bondar|Slavomir Zelinski|Taisiya Povaliy|Zoryana Marchenko
"""
_NORDIC = """
Aksel Kvamme|Birgitta Soderlund|Dagfinn Lyngstad|Ebba Wennerstrom|Folke Rosenqvist
Gudrun Asmundsdottir|Hallvard Brekke|Ingeborg Skarsgard|Jorunn Veiby|Ketil Hoydal|Lovisa Hedlund
Marit Osterberg|Njal Torgersen|Oddvar Hovland|Pernille Vestergaard|Ragnhild Sundby
Sigurjon Helgason|Torbjorn Fjeld|Ulrika Backstrom|Vilhelm Kjaer|Yngve Holmqvist|Aino Lehtinen
Birkir Thorvaldsson|Eetu Rautiainen|Gunnhild Mork|Hrafnhildur Jonsdottir|Ilmari Salmela
Johanne Krogh|Kirsi Ahonen|Linnea Almgren|Mogens Thygesen|Oskari Pelkonen|Riitta Kallio
Solveig Amdal|Tyra Engstrom|Vigdis Snorradottir|Asbjorn Riis|Bodil Friis|Einride Lokken
Svanhild Naess
"""
_SPANISH = """
Abelardo Quintanilla|Belen Zubizarreta|Casimiro Huertas|Dolores Villaverde|Emiliano Carrasquilla
Faustino Arizmendi|Graciela Montalvo|Hortensia Bermejo|Iker Goikoetxea|Jacinta Cifuentes
Lisandro Ocampo|Macarena Pizarro|Nicanor Zambrano|Oriol Puigdemont|Paloma Echeverria
Remedios Alarcon|Saturnino Bustamante|Teodora Valenzuela|Ulises Heredia|Visitacion Camacho
Ximena Larrain|Yolanda Barrientos|Zacarias Olmedo|Amparo Escudero|Baltasar Lozano
Constanza Urrutia|Eulalia Mondragon|Fermin Arrieta|Gumersindo Tejada|Inmaculada Cebrian
Leocadia Sepulveda|Maximiliano Rebolledo|Nieves Almodovar|Plutarco Elizondo|Rocio Betancourt
Santos Villanueva|Tomasa Iturbide|Violeta Parrado|Wenceslao Cardenas|Itziar Mendizabal
"""
_TURKISH = """
Alparslan Kuytul|Bengisu Kocaoglu|Candan Ercetin|Dilara Bozbey|Egemen Korkut|Feyza Sonmezler
Gulizar Tasdemir|Haluk Levendoglu|Ipek Soylular|Jale Birsel|Kubilay Tuncer|Lale Mansurlu
Mucahit Saglam|Nurgul Yesilcay|Onur Baytan|Perihan Savasci|Rustem Karahan|Sevgi Topuz
Tarkan Gemalmaz|Ugur Derman|Volkan Konakci|Yaprak Ozdemirci|Zuhal Topalli|Atakan Gurbuz
Bahar Cokal|Ceyda Durak|Derya Uluocak|Ercan Havutcu|Figen Yildirgan|Guven Kirac|Hazal Subasi
Ilyas Salmanli|Kerim Tosun|Melisa Dongel|Nilufer Acikalin|Ozge Gurelli|Ridvan Egin|Serap Akkus
Tulay Balbay|Vildan Atasev
"""
_ENGLISH = """
Alistair Pemberton|Beatrix Holloway|Clement Ashdown|Dulcie Fairweather|Edmund Thackeray
Flora Winterbourne|Godfrey Tunstall|Hester Cavendish|Isidore Blackthorne|Jocelyn Merriweather
Kit Harrowby|Leopold Stanhope|Maud Applegarth|Nathaniel Crowhurst|Ottilie Braithwaite
Percival Gadd|Quentin Loxley|Rosamund Entwistle|Selwyn Bickerstaff|Tabitha Lockwood
Unity Mountford|Verity Pickersgill|Wilfred Oglethorpe|Zelda Hathersage|Barnaby Wetherell
Cordelia Ravenscroft|Desmond Gillingwater|Ernestine Fothergill|Fergus Dalrymple
Gwendolen Prothero|Humphrey Snelgrove|Imogen Satterthwaite|Jarvis Ollerenshaw|Kendrick Boothroyd
Lavinia Trelawney|Mortimer Huxtable|Nell Tipping|Orson Weatherby|Prudence Rathbone
Rupert Cholmondeley
"""
_FRENCH = """
Anselme Vaillancourt|Bertille Charpentreau|Corentin Lemoigne|Delphine Rochefort|Etienne Guilbaud
Firmin Quesnel|Ghislaine Pommier|Honorine Delacourt|Isabeau Marchandise|Judicael Kerbrat
Leonie Bazin|Maxence Thibaudeau|Nolwenn Le Gall|Odilon Beauregard|Philippine Ducasse
Quitterie Montfort|Romaric Joubert|Sidonie Cazenave|Tancrede Villeneuve|Ursule Bonnefoy
Valentin Desrosiers|Yseult Carpentier|Zephyrin Laforgue|Armelle Pichon|Blandine Trudeau
Cyprien Mauriac|Donatien Rivoire|Eglantine Sauvageot|Fulbert Renaudin|Gaetane Lacombe
Hyacinthe Bourdelle|Iseult Rousselot|Landry Coutard|Melisande Froissart|Norbert Champagnat
Olympe Garrigue|Perrine Tessier|Reine Aubertin|Solange Maillard|Theophraste Bardin
"""
_PERSIAN = """
Afsaneh Rahimzadeh|Babak Khosravi|Darya Moghaddam|Ebrahim Golestani|Farideh Tavakoli
Golnaz Esfahani|Houman Seyedi|Iraj Ghaderi|Jamshid Bahrami|Kambiz Hosseini|Ladan Mostofi
Mahnaz Afshari|Nasrin Sotoudeh|Omid Djalalian|Parastoo Ahmadian|Rostam Farrokhzad|Shirin Ebadian
Touraj Daryaee|Vahid Shamsaei|Yalda Abbasian|Zhaleh Alamtaj|Arash Kamangir|Bijan Mofidi
Dariush Shayegan|Elham Pavehnejad|Forough Azarakhsh|Giti Pashaei|Hooman Majd|Iman Vaezi
Javad Marandi|Keyvan Nourani|Leila Hatami|Manijeh Razavi|Navid Negahban|Payam Dehkordi
Ramin Bahramian|Shohreh Aghdash|Taraneh Alidousti|Vida Samadi|Yaghma Golrouee
"""
_THAI = """
Anchalee Chongkadikij|Boonchai Bencharongkul|Chatchai Rattanakorn|Duangjai Hirunsri
Ekachai Srivichien|Fueanglada Prawang|Itthipat Peeradechapan|Jirawat Sornchai
Kanokwan Butrachart|Lamyai Haithongkham|Malai Kamolsakul|Narongrit Wongsakul|Orapan Chaiyasit
Pimchanok Luevisadpaibul|Ratchanok Inthanon|Somchai Neelapaijit|Thanakorn Puangpetch
Urassaya Sperbund|Veerachai Tanasugarn|Wichai Srisuthep|Yingluck Thongchai|Apinya Sakuljaroensuk
Banchong Pisanthanakun|Chalermchai Kositpipat|Darunee Kritboonyalai|Gridsada Phanomrung
Jintara Poonlarp|Kittisak Saenboran|Mongkol Sangsawang|Nattapong Samana|Panya Vijinthanasarn
Rungnapha Kitivat|Saranyu Winaipanit|Theerathon Bunmathan|Uthai Dulyakasem|Vichit Plungsrisakul
Waraporn Surin|Yupha Phuensuk|Siriporn Ampaipong|Wattana Kamchoo
"""


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for line in text.splitlines() for name in line.split("|") if name)


NAME_ORIGINS: dict[str, tuple[str, ...]] = {
    "chinese": _names(_CHINESE),
    "korean": _names(_KOREAN),
    "japanese": _names(_JAPANESE),
    "indian": _names(_INDIAN),
    "vietnamese": _names(_VIETNAMESE),
    "arabic": _names(_ARABIC),
    "african": _names(_AFRICAN),
    "slavic": _names(_SLAVIC),
    "nordic": _names(_NORDIC),
    "spanish": _names(_SPANISH),
    "turkish": _names(_TURKISH),
    "english": _names(_ENGLISH),
    "french": _names(_FRENCH),
    "persian": _names(_PERSIAN),
    "thai": _names(_THAI),
}
"""Full names in their usual order, at least 40 of each origin."""

FRAMES: tuple[str, ...] = (
    "Hi {name},\n\nyour replacement was sent this morning.",
    "Please tell me where my parcel is.\n\nKind regards,\n{name}",
    "My name is {name} and I was charged twice.",
    "Last week {name} returned the lamp and got no refund.",
    "I spoke with {name} yesterday about the late fee.",
    "Cc: {name}; the sales team",
    "hi this is {lower}, my order never came",
    "SOLD TO: {upper}\nTOTAL 48.20",
    "{name} is waiting for the invoice since Monday.",
    "Can you ask {name} to call me back?",
    "The account is in the name of {name}.",
    "Agent: Thanks for waiting.\n{name}: no problem",
)
"""Where a name stands in a ticket; `{lower}` and `{upper}` are the name in that case."""
